"""Builds resources/data from the raw public figures; run by developers only."""
