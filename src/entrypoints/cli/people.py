"""portico people"""

from typing import Any

import click

from domain.errors import DomainError
from entrypoints.cli import composed
from entrypoints.cli.readiness import ready_tables
from entrypoints.settings import Settings

ROLES = ("admin", "manager", "contributor", "viewer")


@click.group()
def command() -> None:
    """Accounts of people."""


@command.command()
@click.argument("email")
@click.option("--name", help="How others see them.")
@click.option("--role", type=click.Choice(ROLES), default="viewer", show_default=True)
@click.password_option(help="Asked for when it is not given.")
@click.pass_obj
def add(settings: Settings, email: str, name: str | None, role: str, password: str) -> None:
    """Open an account without a letter, with a role in the local organisation.

    The admins of the local organisation run this server: they rebuild the index and see to it.
    """
    from application.permissions.people.open_account import NewAccount
    from entrypoints.cli.admitting import admit

    container = _ready(settings)
    try:
        admit(container, NewAccount(email, password, name), role)
    except DomainError as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"{email} may sign in.")


@command.command()
@click.argument("email")
@click.option("--anyway", is_flag=True, help="Even if an organisation has no other admin.")
@click.pass_obj
def suspend(settings: Settings, email: str, anyway: bool) -> None:
    """Shut an account out: its sessions end, and none begins.

    An organisation that would be without an active admin keeps it from being done, unless it is to
    be done anyway: then it is without one until the account is reinstated.
    """
    from application.permissions.people.suspend_account import SuspendAccount

    _done(settings, SuspendAccount, email, anyway=anyway)
    click.echo(f"{email} is suspended.")


@command.command()
@click.argument("email")
@click.pass_obj
def reinstate(settings: Settings, email: str) -> None:
    """Let an account in again."""
    from application.permissions.people.suspend_account import ReinstateAccount

    _done(settings, ReinstateAccount, email)
    click.echo(f"{email} may sign in.")


def _ready(settings: Settings) -> Any:
    container = composed(settings, log_level="warning")
    ready_tables(container)
    return container


def _done(settings: Settings, case: type, email: str, **said: bool) -> None:
    container = _ready(settings)
    try:
        container.get(case)(email, **said)
    except DomainError as error:
        raise click.ClickException(str(error)) from error
