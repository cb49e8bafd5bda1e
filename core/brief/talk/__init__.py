"""Talking points: what the figures let a negotiator say, what to expect back, and a person's own words between."""
