"""Where people sign in, and how they do it in a browser."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from playwright.sync_api import Page

from application.clock import Clock
from browser.console import Console
from entrypoints.testing import Portico
from entrypoints.testing.harness import MEMORY
from support.members import ADA, BEN, PASSWORD, Member


def where_people_sign_in(clock: Clock | None = None, **other: Any) -> Portico:
    settings = replace(MEMORY, sign_in="required", **other)
    return Portico.start(threads=True, settings=settings, clock=clock)


def sign_in(console: Console, email: str, path: str = "/") -> None:
    """Come as a stranger, be led to where one signs in, and do so."""
    page = console.page
    page.goto(console.url + path)
    page.wait_for_url("**/sign-in?next=*")
    page.get_by_label("E-mail address").fill(email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(console.url + path)
    console.settled()


def founder_with_a_viewer() -> Member:
    """Return ADA, in whose organisation BEN may look at things and no more."""
    ada = Member.sign_up(where_people_sign_in(), ADA)
    harbour = ada.found("Harbour")
    ben = Member.sign_up(ada.portico, BEN)
    invitation = {"email": BEN, "role": "viewer"}
    made = ada.call("POST", f"/organisations/{harbour}/invitations", invitation)
    ben.call("POST", "/invitations/acceptances", {"token": made["token"]})
    return ada


def who_may_only_look(opens: Callable[..., Console], path: str) -> Page:
    """Sign in as that viewer."""
    console = opens(founder_with_a_viewer().portico)
    sign_in(console, BEN, path)
    return console.page
