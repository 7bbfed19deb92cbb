"""Loaded once into the process from which the others are forked, so that each begins with everything read."""

import pytest

import machines
from inbox_bot.reading import read
from seminar import EVENT, desk, registration

# Where pytest is the main program, every process would load it anew.
__all__ = ["machines", "pytest"]

desk()
read(registration(1), (EVENT,))
