"""The recipe that serves a goal best within what press, die and materials bear."""
