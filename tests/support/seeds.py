"""Ids of things that are there now, made again in groups when one of a group is asked for."""

from collections.abc import Callable, Mapping
from typing import Any

Seed = Callable[[], Mapping[str, Any]]


class Seeds:
    """Makes things in groups; of two groups that have the same name, the first counts."""

    def __init__(self, *seeds: Seed) -> None:
        self._seeds = seeds
        self._names: dict[Seed, frozenset[str]] = {}
        self._made: dict[Seed, Mapping[str, Any]] = {}

    def __getitem__(self, name: str) -> Any:
        """Raises KeyError when no group has it."""
        for seed in self._seeds:
            if seed not in self._names or name in self._names[seed]:
                made = self._of(seed)
                if name in made:
                    return made[name]
        raise KeyError(name)

    def get(self, name: str, otherwise: Any) -> Any:
        try:
            return self[name]
        except KeyError:
            return otherwise

    def make(self) -> None:
        """Let every group be there."""
        for seed in self._seeds:
            self._of(seed)

    def forget(self) -> None:
        """Some may be gone: make them again when they are asked for."""
        self._made.clear()

    def _of(self, seed: Seed) -> Mapping[str, Any]:
        if seed not in self._made:
            self._made[seed] = made = seed()
            self._names[seed] = frozenset(made)
        return self._made[seed]
