"""A fit of compaction laws as lines for a terminal or as a picture."""
