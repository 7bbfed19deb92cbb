"""Real mail servers for tests."""
