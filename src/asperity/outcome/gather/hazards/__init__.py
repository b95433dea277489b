"""What may break, leak or part in a step, a kind of risk a file."""
