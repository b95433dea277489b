"""What the pages of map, design and spread are made of."""
