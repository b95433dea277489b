"""A rough interface closes in time: every void of a grid, followed to its end."""
