"""portico ticks"""

from collections.abc import Sequence
from pathlib import Path

import click

from entrypoints.cli import composed
from entrypoints.cli.readiness import ready_tables
from entrypoints.cli.stopping import stopping
from entrypoints.cli.tick_reading import export, verify
from entrypoints.cli.tick_recordings import QUERIES, parts, strangers
from entrypoints.cli.tick_telling import audit, incidents
from entrypoints.settings import Settings
from entrypoints.testing.exchange import Exchange, read_faults, read_recording
from entrypoints.workers.replaying import replayed

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
REPLAY_SILENCE = 2.0
SHOWN = 20
UNREAD = "no message could be read of"


@click.group()
def command() -> None:
    """Verify and export trades that are kept, tell of audits and incidents, replay recordings."""


for one in (verify, export, audit, incidents):
    command.add_command(one)


@command.command()
@click.argument("file", type=FILE)
@click.option(
    "--speed",
    type=click.FloatRange(min=0),
    default=1.0,
    show_default=True,
    help="0: as fast as it goes.",
)
@click.option("--faults", type=FILE, help="A list of faults in YAML or JSON.")
@click.option("--seed", default=0, show_default=True, help="The same seed, the same faults.")
@click.pass_obj
def replay(settings: Settings, file: Path, speed: float, faults: Path | None, seed: int) -> None:
    """Play a recording to the collector, through a double of the exchange, and keep its trades.

    FILE has lines like {"recv_ts": 1617566592.6, "frame": {"stream": …, "data": …}}, or frames by
    themselves, as text or packed with gzip. It ends when the file does and every hole is filled
    of which the file has trades. Aggregates and trades, or markets in milliseconds and in
    microseconds, are played one after the other.
    """
    from entrypoints.composition.collecting import Collectors

    try:
        recording, script = read_recording(file), read_faults(faults) if faults else []
    except ValueError as error:
        raise click.ClickException(str(error)) from error
    found = parts(recording)
    foreign = [f"{one} is no market that can be collected" for one in strangers(recording)]
    beyond = [one.at for one in script if one.at >= len(recording)]
    never = [f"a fault at {at} never happens: there are {len(recording):,} frames" for at in beyond]
    _show_wrong([*foreign, *never, *(one.wrong for one in recording if one.wrong)])
    container = composed(settings, log_level="error")
    ready_tables(container)
    collectors, stop, lost = container.get(Collectors), stopping(), 0
    for part in found:
        if len(found) > 1:
            click.echo(part)
        with Exchange(recording, script, seed=seed, speed=speed) as exchange:
            addresses = exchange.stream_url + QUERIES[part.unit], exchange.rest_url
            collector = collectors.collector(part.symbols, part.feed, *addresses, REPLAY_SILENCE)
            collector.fill.doubts.is_believed = False  # it has not what the recording leaves out
            with collector:
                missed = replayed(collector, exchange, stop)
        for line in [*collector.account.lines(), f"{'lost':<11} {missed:>12,}"]:
            click.echo(line)
        lost += missed
        if collector.account.refused and not collector.account.received:
            raise click.ClickException(f"{UNREAD} {part}: portico ticks incidents says why")
    if lost:
        raise click.exceptions.Exit(1)


def _show_wrong(sentences: Sequence[str]) -> None:
    """Name what is played and not kept, or not played."""
    for one in sentences[:SHOWN]:
        click.echo(one, err=True)
    if len(sentences) > SHOWN:
        click.echo(f"and {len(sentences) - SHOWN:,} more lines", err=True)
