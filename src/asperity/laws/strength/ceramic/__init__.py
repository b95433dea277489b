"""Tension in a pressed ceramic disc against the strength its flaws leave it."""
