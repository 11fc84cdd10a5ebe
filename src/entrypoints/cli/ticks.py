"""portico ticks"""

from pathlib import Path

import click

from domain.ticks.market import Feed
from entrypoints.cli import composed
from entrypoints.cli.readiness import ready_tables
from entrypoints.cli.stopping import stopping
from entrypoints.cli.tick_reading import export, verify
from entrypoints.cli.tick_telling import audit, incidents
from entrypoints.settings import Settings
from entrypoints.testing.exchange import Exchange, Happening, read_faults, read_recording
from entrypoints.workers.replaying import replayed

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
REPLAY_SILENCE = 2.0


@click.group()
def command() -> None:
    """Verify and export trades that are kept, tell of audits and incidents, replay recordings."""


for one in (verify, export, audit, incidents):
    command.add_command(one)


@command.command()
@click.argument("file", type=FILE)
@click.option("--speed", default=1.0, show_default=True, help="0: as fast as it goes.")
@click.option("--faults", type=FILE, help="A list of faults in YAML or JSON.")
@click.option("--seed", default=0, show_default=True, help="The same seed, the same faults.")
@click.pass_obj
def replay(settings: Settings, file: Path, speed: float, faults: Path | None, seed: int) -> None:
    """Play a recording to the collector, through a double of the exchange, and keep its trades.

    FILE has lines like {"recv_ts": 1617566592.6, "frame": {"stream": …, "data": …}}, or frames by
    themselves. It ends when the file does and every hole is filled.
    """
    from entrypoints.composition.collecting import Collectors

    try:
        recording, script = read_recording(file), read_faults(faults) if faults else []
    except ValueError as error:
        raise click.ClickException(str(error)) from error
    container = composed(settings, log_level="error")
    ready_tables(container)
    symbols, feed = _followed(recording)
    with Exchange(recording, script, seed=seed, speed=speed) as exchange:
        collector = container.get(Collectors).collector(
            symbols, feed, exchange.stream_url, exchange.rest_url, REPLAY_SILENCE
        )
        with collector:
            lost = replayed(collector, exchange.finished, stopping())
    for line in [*collector.account.lines(), f"{'lost':<11} {lost:>12,}"]:
        click.echo(line)
    if lost:
        raise click.exceptions.Exit(1)


def _followed(recording: list[Happening]) -> tuple[list[str], Feed]:
    """Return the markets of a recording; raises click.ClickException where there is none."""
    streams = sorted({one.stream for one in recording if "@" in one.stream})
    feeds = {feed for feed in Feed if any(one.endswith(f"@{feed}") for one in streams)}
    if len(feeds) != 1:
        raise click.ClickException("a recording has either aggregates or trades")
    (feed,) = feeds
    return [one.partition("@")[0] for one in streams if one.endswith(f"@{feed}")], feed
