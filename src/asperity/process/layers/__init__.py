"""What pressing does to a layer: it compacts, thins or melts."""
