"""Questions asked of a problem, kept, and given up when nobody waits for the answer any more."""
