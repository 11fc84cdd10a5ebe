"""The harness: the whole application in memory, for your own tests.

from entrypoints.testing import Portico

def test_it_knows_the_handbook() -> None:
    portico = Portico.start()
    portico.add("Handbook", "The harbour opens at six in the morning.")
    assert "six" in portico.ask("When does the harbour open?")["content"]
"""

from entrypoints.testing.doubles import (
    Dies,
    FailingIndex,
    ScriptedTextWriter,
    ScriptedWriter,
    SteppingClock,
    StoppedClock,
)
from entrypoints.testing.harness import Portico

__all__ = [
    "Dies",
    "FailingIndex",
    "Portico",
    "ScriptedTextWriter",
    "ScriptedWriter",
    "SteppingClock",
    "StoppedClock",
]
