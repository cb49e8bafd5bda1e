"""Country shapes and their projections, without a screen."""
