"""Parts of presses and dies that bear the load, read from their cards."""
