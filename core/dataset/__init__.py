"""The figures: load, validate, look up, and say where each came from."""
