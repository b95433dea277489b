"""The command line: one verb a file, the words of others."""
