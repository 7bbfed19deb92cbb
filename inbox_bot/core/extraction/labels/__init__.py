"""Data given with their labels: beside, below, between, in columns and in tables."""
