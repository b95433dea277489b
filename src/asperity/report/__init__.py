"""Outcomes as people read them: text, figures, pages."""
