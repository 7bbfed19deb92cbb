"""Whoever judges from outside: what was posted, what every witness holds afterwards, and whether the books balance."""
