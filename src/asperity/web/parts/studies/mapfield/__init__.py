"""A map of two quantities, drawn so that a pointer or a cursor reads it."""
