"""How ceramic layers break, by what a recipe says of them over their cards."""
