"""The sender's own words, as rows, segments, sentences and clauses."""
