"""Who takes part, each with all that may be a value of theirs."""
