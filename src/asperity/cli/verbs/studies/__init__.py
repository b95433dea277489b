"""Verbs that press a recipe many times."""
