"""The application in memory, also where Portico is not installed as a plugin."""

from entrypoints.testing.fixtures import clock, portico

__all__ = ["clock", "portico"]
