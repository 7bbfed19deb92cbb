"""The whole job on embedded servers, with sample mails: to see it work before trusting it with a mailbox."""
