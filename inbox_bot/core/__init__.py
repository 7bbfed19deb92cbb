"""The pure core: octets in, decision and reply out. No socket, disk, clock, randomness or database."""
