"""portico ticks verify, portico ticks export"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from application.ticks.export_trades import ExportTrades
from application.ticks.verify_market import Verified, VerifyMarket
from domain.errors import DomainError
from domain.principal import Principal
from domain.ticks.market import Feed
from domain.ticks.moments import told
from domain.ticks.trade import MOST_ID
from domain.ticks.verification import Fault
from entrypoints.cli import composed
from entrypoints.cli.readiness import ready_tables
from entrypoints.cli.tick_files import FORMATS
from entrypoints.settings import Settings

TRADE_ID = click.IntRange(0, MOST_ID)
FEED = click.Choice([one.value for one in Feed])
SHOWN = 20
Command = Callable[..., Any]


def of_feed(command: Command) -> Command:
    return click.option("--feed", type=FEED, help="Where both are collected: which.")(command)


@click.command()
@click.argument("symbol")
@of_feed
@click.pass_obj
def verify(settings: Settings, symbol: str, feed: str | None) -> None:
    """Hold a market's ranges and spans against its trades, all of them.

    Fails when any differs. Holes are told and are no failure: they are known. A market that is
    being collected changes meanwhile.
    """
    container = composed(settings, log_level="warning")
    ready_tables(container)
    try:
        found = container.get(VerifyMarket)(container.get(Principal), symbol, _feed(feed))
    except DomainError as error:
        raise click.ClickException(f"{symbol}: {error}") from error
    _show(found)
    if found.faults:
        raise click.exceptions.Exit(1)


@click.command()
@click.argument("symbol")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--format", "kind", type=click.Choice(list(FORMATS)), default="csv")
@click.option("--from-id", "first", type=TRADE_ID, default=0, help="From this id on.")
@click.option("--to-id", "last", type=TRADE_ID, help="Up to this id.")
@of_feed
@click.pass_obj
def export(
    settings: Settings,
    symbol: str,
    file: Path,
    kind: str,
    first: int,
    last: int | None,
    feed: str | None,
) -> None:
    """Write a market's trades into FILE: CSV with their digits, or Parquet with exact decimals.

    The file has its name once it is whole. Holes among the trades are named beside it.
    """
    container = composed(settings, log_level="warning")
    ready_tables(container)
    try:
        by = container.get(Principal)
        trades, asked = container.get(ExportTrades), (by, symbol, first, last, _feed(feed))
        missing = trades.missing(*asked)
        count = FORMATS[kind](trades(*asked), file)
    except (DomainError, OSError) as error:
        raise click.ClickException(f"{symbol}: {error}") from error
    click.echo(f"{count:,} trades in {file}", err=not file.is_file())
    for hole in missing[:SHOWN]:
        click.echo(f"missing: {hole.first} to {hole.last}", err=True)
    if len(missing) > SHOWN:
        click.echo(f"and {len(missing) - SHOWN:,} more holes", err=True)


def _feed(name: str | None) -> Feed | None:
    return None if name is None else Feed(name)


def _show(found: Verified) -> None:
    click.echo(f"trades   {found.trades:>12,}")
    click.echo(f"minutes  {found.minutes:>12,}")
    click.echo(f"holes    {len(found.holes):>12,}")
    for hole in found.holes[:SHOWN]:
        click.echo(f"  {hole.first} to {hole.last}, {told(hole.since)} to {told(hole.until)}")
    click.echo(f"faults   {len(found.faults):>12,}")
    for fault in found.faults[:SHOWN]:
        click.echo(f"  {_place(fault)}: kept {fault.kept}, trades say {fault.said}")


def _place(fault: Fault) -> str:
    return f"minute {told(fault.at)}" if fault.what == "minute" else f"span from {fault.at}"
