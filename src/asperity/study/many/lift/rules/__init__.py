"""What lifted code does otherwise, function by function."""
