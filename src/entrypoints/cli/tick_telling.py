"""portico ticks audit, portico ticks incidents"""

from collections.abc import Iterable
from datetime import UTC, datetime

import click

from application.ticks.read_audit import Audited, ReadAudit
from application.ticks.read_incidents import Numbered, ReadIncidents
from domain.errors import DomainError
from domain.principal import Principal
from domain.ticks.audited import MINUTES
from domain.ticks.market import Feed
from domain.ticks.moments import microseconds, told
from entrypoints.cli import composed
from entrypoints.cli.readiness import ready_tables
from entrypoints.cli.tick_reading import of_feed
from entrypoints.settings import Settings

MOST = 1_000


@click.command()
@click.argument("symbol")
@click.option("--date", "day", type=click.DateTime(["%Y-%m-%d"]), help="In UTC; today without it.")
@of_feed
@click.pass_obj
def audit(settings: Settings, symbol: str, day: datetime | None, feed: str | None) -> None:
    """Tell which minutes of a day were held against the exchange's own; fails when any differs."""
    container = composed(settings, log_level="warning")
    ready_tables(container)
    at = microseconds((day or datetime.now(UTC)).replace(tzinfo=UTC))
    try:
        found = container.get(ReadAudit)(container.get(Principal), symbol, at, _feed(feed))
    except DomainError as error:
        raise click.ClickException(f"{symbol}: {error}") from error
    _show_audit(found)
    if found.day.differing:
        raise click.exceptions.Exit(1)


@click.command()
@click.argument("symbol", required=False)
@click.option("--limit", type=click.IntRange(1, MOST), default=20, show_default=True)
@of_feed
@click.pass_obj
def incidents(settings: Settings, symbol: str | None, limit: int, feed: str | None) -> None:
    """List what went wrong with a market, the latest first.

    Without SYMBOL, what came and was of no market that could be read.
    """
    container = composed(settings, log_level="warning")
    ready_tables(container)
    read, by = container.get(ReadIncidents), container.get(Principal)
    try:
        if symbol is None:
            _show_incidents(read.of_none(by, limit))
        else:
            _show_incidents(read(by, symbol, limit, None, _feed(feed))[0])
    except DomainError as error:
        raise click.ClickException(f"{symbol}: {error}") from error


def _feed(name: str | None) -> Feed | None:
    return None if name is None else Feed(name)


def _show_audit(found: Audited) -> None:
    day = found.day
    click.echo(f"agreed       {day.agreed.bit_count():>6,}")
    click.echo(f"differing    {day.differing.bit_count():>6,}")
    click.echo(f"not audited  {MINUTES - day.count:>6,}")
    for start in day.mismatches:
        click.echo(f"  {told(start)}")


def _show_incidents(found: Iterable[Numbered]) -> None:
    for number, one in found:
        ids = "" if one.first is None else f" {one.first} to {one.last}"
        detail = f" {one.detail}" if one.detail else ""
        click.echo(f"{number} {told(one.at)} {one.what}{ids}{detail}")
