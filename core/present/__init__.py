"""What panels and the brief show, computed once per change."""
