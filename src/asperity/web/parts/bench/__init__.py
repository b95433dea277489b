"""What the bench is put together from."""
