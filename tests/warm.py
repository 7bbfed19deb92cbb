"""Loaded once into the process from which the others are forked, so that each begins with everything read."""

import gc

import pytest

import machines
from inbox_bot.config import load
from inbox_bot.reading import read
from outside import program
from outside.post import EXAMPLE
from seminar import EVENT, desk, registration

# Where pytest is the main program, every process would load it anew.
__all__ = ["machines", "program", "pytest"]

desk()
program.templates()
read(registration(1), (EVENT, *load(EXAMPLE).events))
# What is loaded stays: to look at it for garbage would make a copy of it in each process.
gc.collect()
gc.freeze()
