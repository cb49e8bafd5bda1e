"""Scenarios: edits as value objects, undo history, file format."""
