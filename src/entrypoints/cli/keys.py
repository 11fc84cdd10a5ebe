"""portico keys"""

import click

from application.clock import Clock
from application.errors import Unavailable
from application.permissions.people.ports import PeopleReader
from application.permissions.people.signing_keys import RotateKeys
from domain.permissions.people.signing_key import signing
from entrypoints.cli import composed
from entrypoints.cli.readiness import ready_tables
from entrypoints.settings import Settings


@click.group()
def command() -> None:
    """The keys that sign access tokens."""


@command.command("list")
@click.pass_obj
def listed(settings: Settings) -> None:
    """Show the keys, and which one signs."""
    container = composed(settings, log_level="warning")
    ready_tables(container)
    held = container.get(PeopleReader).keys()
    signer = signing(held, container.get(Clock).now())
    for key in sorted(held, key=lambda one: one.signs_from):
        mark = "signs" if key == signer else "     "
        click.echo(f"{key.id}  {mark}  from {key.signs_from:%Y-%m-%d %H:%M:%S} UTC")


@command.command()
@click.option("--now", "at_once", is_flag=True, help="For stolen keys: all others are gone.")
@click.pass_obj
def rotate(settings: Settings, at_once: bool) -> None:
    """Make the next key.

    It signs ten minutes from now, when whoever copies our keys has it, and the one before is shown
    until its last token has run out. With --now it signs at once, and every access token of before
    is worthless within 30 seconds; refresh tokens stay good.
    """
    container = composed(settings, log_level="warning")
    ready_tables(container)
    try:
        made = container.get(RotateKeys)(at_once=at_once)
    except Unavailable as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"{made.id} signs from {made.signs_from:%Y-%m-%d %H:%M:%S} UTC")
