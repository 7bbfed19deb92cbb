"""One class of faults a module; each is a row of the table by being here. See `benchmarks/faults/table.py`."""
