"""How ceramic layers break, read from their cards and from what the recipe says of them."""
