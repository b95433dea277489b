"""Several runs side by side, without a widget."""
