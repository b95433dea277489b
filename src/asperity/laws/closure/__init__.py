"""How a rough interface closes in the mean, scale by scale."""
