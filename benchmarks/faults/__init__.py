"""Faults, class by class: what was tried, what was survived, and how many replies nobody can vouch for."""
