"""The least of a function within limits, asked in batches."""
