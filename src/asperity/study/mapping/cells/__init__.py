"""A lattice of presses, refined where it matters."""
