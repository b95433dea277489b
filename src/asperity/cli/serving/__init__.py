"""What the command line loads for the bench in the browser, and nothing else of it."""
