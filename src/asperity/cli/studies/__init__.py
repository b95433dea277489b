"""What the verbs that press a recipe many times load, when they are asked for."""
