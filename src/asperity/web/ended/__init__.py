"""A run read back from what is kept of it, made ready to be shown."""
