"""The provenance of every clause of United Nations resolutions, in PostgreSQL."""
