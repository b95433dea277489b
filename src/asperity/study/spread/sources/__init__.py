"""Where spread comes from: what a card does not know, and what no press does twice alike."""
