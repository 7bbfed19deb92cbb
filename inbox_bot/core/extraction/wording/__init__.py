"""What people write, as words: sentences, phrases, days, and the lexicon of each language."""
