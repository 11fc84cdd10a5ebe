"""Python runs this at the start of every process whose PYTHONPATH names this folder."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from support.loopback import install

install()
