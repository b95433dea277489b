"""What presses and fixtures make of a force."""
