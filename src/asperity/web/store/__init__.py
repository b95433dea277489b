"""Runs that were made, kept."""
