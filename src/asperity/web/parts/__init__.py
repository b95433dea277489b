"""Widgets and drawings that pages share."""
