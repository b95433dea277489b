"""Rough faces followed on a grid: what a full-field press does in the place of the mean field."""
