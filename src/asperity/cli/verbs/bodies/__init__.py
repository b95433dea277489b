"""Verbs that solve for the stress in every point of a body, by finite elements."""
