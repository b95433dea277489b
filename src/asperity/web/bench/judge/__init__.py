"""The verdict on a draft while somebody types."""
