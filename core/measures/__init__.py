"""Shares, concentration, reliance and rank: pure functions on arrays."""
