"""What breaks, and under which load."""
