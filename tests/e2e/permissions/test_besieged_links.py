"""Whoever made a link learns that somebody tries it again and again, once a day."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from application.permissions.people.ports import Mail
from e2e.permissions.town import Town, ok
from e2e.problems import refused
from entrypoints.testing import Portico, SteppingClock
from entrypoints.testing.harness import MEMORY
from support.letters import letters

OF_LINK, OF_CLIENT = 200, 20
A_WHILE, A_DAY = timedelta(minutes=16), timedelta(days=1)


def posting(clock: SteppingClock) -> Town:
    return Town.founded(Portico.start(clock=clock, settings=replace(MEMORY, mail_url="memory:")))


def warnings(town: Town) -> list[Mail]:
    return [one for one in letters(town.portico) if "link" in one.subject]


def besiege(town: Town, secret: str) -> None:
    """Try from ever new places until the link's own limit is reached."""
    for number in range(OF_LINK + 1):  # the first may come in, which does not count
        attempt(town, secret, f"10.0.0.{number // OF_CLIENT}")
    refused(attempt(town, secret, "10.0.1.1"), 429, "too_many")


def attempt(town: Town, secret: str, client: str) -> Any:
    return town.portico.client.post(
        "/api/v1/guest-sessions", json={"secret": secret}, environ_base={"REMOTE_ADDR": client}
    )


def test_the_maker_of_a_link_is_warned_once_a_day(clock: SteppingClock) -> None:
    town = posting(clock)
    folder = ok(town.ada.post("/resources", {"kind": "folder", "name": "Charts"}), 201)
    draft = {"level": "view", "max_uses": 1}
    link = ok(town.ada.post(f"/resources/{folder['id']}/links", draft), 201)
    besiege(town, link["secret"])
    (letter,) = warnings(town)
    assert link["id"] in letter.text
    assert link["secret"] not in letter.text
    clock.step(A_WHILE)
    besiege(town, link["secret"])
    assert len(warnings(town)) == 1
    clock.step(A_DAY)
    besiege(town, link["secret"])
    assert len(warnings(town)) == 2


def test_nobody_is_warned_of_a_link_that_is_not_there(clock: SteppingClock) -> None:
    town = posting(clock)
    besiege(town, "a secret that was never given out")
    assert warnings(town) == []
