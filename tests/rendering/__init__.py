"""Resolutions rendered back into the layouts of their sources, with faults, and parsed again."""
