"""What a process of its own does for a run."""
