"""What can be said of a recipe's hazards before anything is pressed."""
