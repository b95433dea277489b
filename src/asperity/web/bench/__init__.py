"""What a person has before them, without a widget."""
