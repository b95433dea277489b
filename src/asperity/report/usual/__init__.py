"""Numbers of cards in the units people think in."""
