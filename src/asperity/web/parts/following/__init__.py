"""A run followed while it is under way, with what one can do about it."""
