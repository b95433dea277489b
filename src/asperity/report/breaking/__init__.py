"""Whether a ceramic survives its pressing, as rows of text."""
