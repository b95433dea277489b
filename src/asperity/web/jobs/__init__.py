"""Runs in processes of their own, started, followed, stopped."""
