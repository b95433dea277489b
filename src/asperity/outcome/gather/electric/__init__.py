"""The stack as a cell: what its faces do to a current, and a current to its faces."""
