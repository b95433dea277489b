"""How two faces touch, and close."""
