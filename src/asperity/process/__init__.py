"""What pressing does to layers, faces and heat, one mechanism a file, marched step by step."""
