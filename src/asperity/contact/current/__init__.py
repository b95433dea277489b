"""Current through a face that touches only in places, steady or at a frequency."""
