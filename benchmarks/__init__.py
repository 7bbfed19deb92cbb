"""Figures, measured side by side in one run. Each module runs by itself: `python -m benchmarks.NAME`."""

import sys
from pathlib import Path

# The servers that the tests start are started here, too.
sys.path.append(str(Path(__file__).resolve().parent.parent / "tests"))
