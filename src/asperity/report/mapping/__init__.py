"""A map of two quantities of a recipe as picture, page, table or text."""
