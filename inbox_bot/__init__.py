"""Reads the registrations people e-mail to an organiser, answers them, and keeps the list."""
