"""Laws over the whole corpus of General Assembly resolutions (reference data, not in the project).

Taken from the folder in CLAUSE_PROVENANCE_REFERENCE; skipped, and said so, where it is missing.
"""
