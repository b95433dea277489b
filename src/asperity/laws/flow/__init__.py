"""How the soft metal flows: creep, its size effect, melting, squeezing of a foil."""
