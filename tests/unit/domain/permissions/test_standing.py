"""An access token lets somebody in as long as all that it says is still so."""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from domain.ids import UserId
from domain.permissions.people.session import SessionId
from domain.permissions.people.standing import AccessClaims, Identity, Standing
from support.people import NOON

HOUR = timedelta(hours=1)
ADA = UserId(UUID(int=1))
CLAIMS = AccessClaims(Identity(ADA, SessionId(UUID(int=2))), epoch=3)
STANDING = Standing(
    user_id=ADA, epoch=3, suspended_at=None, ended_at=None, expires_at=NOON + HOUR
)  # fmt: skip


def test_who_it_says_is_let_in_until_the_session_is_over() -> None:
    assert STANDING.admits(CLAIMS, NOON)
    assert not STANDING.admits(CLAIMS, NOON + HOUR)


@pytest.mark.parametrize(
    "change",
    [{"user_id": UserId(UUID(int=9))}, {"epoch": 2}, {"epoch": 4}, {"suspended_at": NOON},
     {"ended_at": NOON}, {"expires_at": NOON}],
    ids=lambda change: next(iter(change)),
)  # fmt: skip
def test_each_thing_that_changed_shuts_it_out(change: dict[str, Any]) -> None:
    """By itself: an account that is suspended ends its sessions and its epoch, too."""
    assert not replace(STANDING, **change).admits(CLAIMS, NOON)
