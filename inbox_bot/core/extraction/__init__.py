"""Document and event to extraction: who registers, with which data, and what is doubtful."""
