"""portico worker ticks"""

import click

from domain.errors import DomainError
from domain.ticks.market import Feed
from entrypoints.cli import composed
from entrypoints.cli.readiness import ready_tables
from entrypoints.cli.stopping import stopping
from entrypoints.settings import Settings

FEEDS = [feed.value for feed in Feed]


@click.command("ticks")
@click.option("--symbols", required=True, help="Such as BTCUSDT,ETHUSDT.")
@click.option("--feed", type=click.Choice(FEEDS), default=FEEDS[0], show_default=True)
@click.option("--source", help="The stream's address; PORTICO_TICKS_STREAM_URL without it.")
@click.option("--rest", help="REST's address; PORTICO_TICKS_REST_URL without it.")
@click.pass_obj
def command(
    settings: Settings, symbols: str, feed: str, source: str | None, rest: str | None
) -> None:
    """Collect the trades of markets until it is told to stop.

    Of several collectors of one market one leads, and another takes over within ten seconds when
    it is gone. Trades that did not come are asked for by their numbers.
    """
    from entrypoints.composition.collecting import Collectors

    container = composed(settings)
    ready_tables(container)
    stop = stopping()
    try:
        collector = container.get(Collectors).collector(
            symbols.split(","),
            Feed(feed),
            source or settings.ticks_stream_url,
            rest or settings.ticks_rest_url,
        )
    except (DomainError, ValueError) as error:
        raise click.ClickException(str(error)) from error
    with collector:
        collector.run(stop)
    for line in collector.account.lines():
        click.echo(line)
