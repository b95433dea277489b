"""What pressing does to the layers, the faces between them: one mechanism a file, and the march."""
