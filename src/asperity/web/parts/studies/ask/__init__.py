"""What a study asks of a person."""
