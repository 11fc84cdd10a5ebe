"""portico people"""

import click

from domain.errors import DomainError
from entrypoints.cli import composed
from entrypoints.cli.readiness import ready_tables
from entrypoints.settings import Settings


@click.group()
def command() -> None:
    """Accounts of people."""


@command.command()
@click.argument("email")
@click.pass_obj
def suspend(settings: Settings, email: str) -> None:
    """Shut an account out: its sessions end, and none begins."""
    from application.permissions.people.suspend_account import SuspendAccount

    _done(settings, SuspendAccount, email)
    click.echo(f"{email} is suspended.")


@command.command()
@click.argument("email")
@click.pass_obj
def reinstate(settings: Settings, email: str) -> None:
    """Let an account in again."""
    from application.permissions.people.suspend_account import ReinstateAccount

    _done(settings, ReinstateAccount, email)
    click.echo(f"{email} may sign in.")


def _done(settings: Settings, case: type, email: str) -> None:
    container = composed(settings, log_level="warning")
    ready_tables(container)
    try:
        container.get(case)(email)
    except DomainError as error:
        raise click.ClickException(str(error)) from error
