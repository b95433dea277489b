"""Several answers side by side: recipes none of which is best in all, and other steps."""
