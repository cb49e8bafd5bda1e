"""Thin Qt item models over arrays that core has ordered."""
