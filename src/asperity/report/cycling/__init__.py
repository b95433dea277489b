"""A cell that was cycled, or tested for the current it stands, as lines, a table or a picture."""
