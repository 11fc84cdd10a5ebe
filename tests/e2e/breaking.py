"""A port that breaks, whatever is asked of it."""

from injector import InstanceProvider

from application.knowledge.ports import KnowledgeReader
from entrypoints.testing import Portico


class Breaking:
    """Raises what it was made with."""

    def __init__(self, error: Exception) -> None:
        self._error = error

    def __getattr__(self, name: str) -> object:
        raise self._error


def broken(error: Exception) -> Portico:
    """Return a copy of the application in which looking at documents raises this."""
    portico = Portico.start()
    portico.container.binder.bind(KnowledgeReader, to=InstanceProvider(Breaking(error)))
    return portico
