"""What is written in a recipe and has no effect in this stack."""
