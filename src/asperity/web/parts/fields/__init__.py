"""Fields of a recipe: typed in any spelling, refused beside where they are typed."""
