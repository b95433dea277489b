"""Runs side by side, shown."""
