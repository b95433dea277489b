"""Reports and pictures of outcomes, made beside the server."""
