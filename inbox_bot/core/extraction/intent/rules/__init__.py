"""The intent rules: each says what it takes a mail for, or nothing."""
