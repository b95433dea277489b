"""Verbs that pass a current through what was pressed."""
