"""A metal face that current takes away and brings back while it flows under pressure."""
