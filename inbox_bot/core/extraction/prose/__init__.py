"""People and values in running text."""
