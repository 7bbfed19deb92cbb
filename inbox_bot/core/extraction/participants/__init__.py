"""What is taken of each record, what lacks, and what is in doubt."""
