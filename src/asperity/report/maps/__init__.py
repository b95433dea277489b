"""Faces on a grid, made to be looked at."""
