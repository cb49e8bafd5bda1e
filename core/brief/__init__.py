"""The brief: a two-page document built from the same board as the screen, its charts and its writers."""
