"""The harness: the whole application in memory, for your own tests.

from entrypoints.testing import Portico

def test_it_knows_the_handbook() -> None:
    portico = Portico.start()
    portico.add("Handbook", "The harbour opens at six in the morning.")
    assert "six" in portico.ask("When does the harbour open?")["content"]
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
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


def __getattr__(name: str) -> Any:
    """Import the application when it is asked for: pytest loads this package in every project."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    home = "harness" if name == "Portico" else "doubles"
    return getattr(import_module(f"{__name__}.{home}"), name)
