"""Who wrote, and what the headers, the subject and the signature say of the writer."""
