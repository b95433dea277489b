"""Closed forms of elastic plates, cylinders and layers."""
