"""Removing what is over changes no decision, over each database."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import timedelta
from random import Random
from typing import TypeVar

import pytest
from injector import Injector

from application.permissions.expiry.forget_expired import ForgetExpired
from application.permissions.expiry.ports import ExpiredThings, Kind
from domain.access import Level
from domain.errors import DomainError
from domain.permissions.access.role import Role
from support.organisations import House

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
SHARED_AT = (Level.VIEW, Level.EDIT, Level.MANAGE)
LISTED, EITHER = ("document", "folder"), (True, False)
SHARES = 60
Choice = TypeVar("Choice")


class RandomWorld:
    """An organisation whose people share what they may, with whom they may, for random times."""

    def __init__(self, house: House, seed: int) -> None:
        self.house, self.random = house, Random(seed)
        self.departments = [house.department(), house.department()]
        self.departments.append(house.department(self.departments[0]))
        self.people = [
            house.boss,
            *(house.member(at=one) for one in self.departments),
            *(house.member(Role.MANAGER, one) for one in self.departments),
            house.member(),
        ]
        self.folders = [
            house.folder(
                house.boss, self._any([None, *self.departments]), inherits=self._any(EITHER)
            )
            for _ in range(4)
        ]
        self.things = [
            house.thing(self._any(self.people), self._any([None, *self.folders]),
                        inherits=self._any(EITHER))
            for _ in range(6)
        ]  # fmt: skip

    def share(self) -> None:
        """Share something with somebody; most of it with an end."""
        subjects = [*(one.user_id for one in self.people), *self.departments, self.house.root]
        end = self._any([None, *(self.house.now + n * HOUR for n in range(1, 40))])
        with suppress(DomainError):  # who may not share does not
            self.house.share(
                self._any(self.people), self._any([*self.folders, *self.things]),
                self._any(subjects), self._any(SHARED_AT), end,
            )  # fmt: skip

    def decisions(self) -> list[object]:
        scopes = [self.house.root, *self.departments, *self.folders, *self.things]
        levels = [self.house.level(one, it) for one in self.people for it in scopes]
        lists = [self.house.listed(one, kind) for one in self.people for kind in LISTED]
        return [*levels, *lists, *(self.house.who(it) for it in scopes)]

    def _any(self, choices: Sequence[Choice]) -> Choice:
        return self.random.choice(choices)


@pytest.mark.parametrize("seed", range(4))
def test_no_decision_changes(world: Injector, seed: int) -> None:
    small = RandomWorld(House.of(world), seed)
    for _ in range(SHARES):
        small.share()
    small.house.clock.step(DAY)
    for _ in range(SHARES):
        small.share()
    forget = ForgetExpired(world.get(ExpiredThings), small.house.clock, timedelta())

    before = small.decisions()
    gone = forget(Kind.GRANTS)

    assert gone > 0
    assert small.decisions() == before
    assert forget(Kind.GRANTS) == 0
    left = [
        one for it in (*small.folders, *small.things) for one in small.house.grants(it).values()
    ]
    assert all(one.is_alive(small.house.now) for one in left)
    ids = {one.id for one in left}
    assert {one.through for one in left if one.through} <= ids
