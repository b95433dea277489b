"""What contact, density or temperature does to the current through the cell."""
