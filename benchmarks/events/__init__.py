"""Figures about events: taken in, decoded, protected, crashed and redriven."""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parents[2] / "tests"))  # whose harness runs here as well
