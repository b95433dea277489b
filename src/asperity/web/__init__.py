"""The whole tool in the browser, served from this machine."""
