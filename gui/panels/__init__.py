"""Panels: each shows a part of the board and knows no other panel."""
