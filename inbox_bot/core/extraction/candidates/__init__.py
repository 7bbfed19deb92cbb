"""Possible values, one small module per family of field types."""
