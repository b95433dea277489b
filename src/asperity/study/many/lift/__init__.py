"""The rooms of the physics, run with numbers that are arrays over many recipes."""
