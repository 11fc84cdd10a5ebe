"""How `portico serve` starts processes beside it."""

import sys
from multiprocessing import get_context

CONTEXT = get_context("fork") if sys.platform == "linux" else get_context("spawn")
"""A fork has what its parent imported at once, and shares those pages with it."""
