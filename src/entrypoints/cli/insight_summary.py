"""portico insights summary"""

from collections.abc import Iterator
from datetime import UTC, datetime

import click

from application.errors import Unavailable
from application.insights.words.summarise import Summarise, Told
from domain.errors import DomainError
from domain.insights.summary import Summary
from domain.insights.words.period import Period
from domain.principal import Principal
from entrypoints.cli import composed
from entrypoints.cli.readiness import ready_tables
from entrypoints.settings import Settings

MOMENT = click.DateTime(["%Y-%m-%d", "%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"])


@click.command(name="summary")
@click.argument("customer", type=click.IntRange(min=0))
@click.option("--from", "since", type=MOMENT, help="Interactions from then on, in UTC.")
@click.option("--to", "until", type=MOMENT, help="Interactions before then, in UTC.")
@click.pass_obj
def command(
    settings: Settings, customer: int, since: datetime | None, until: datetime | None
) -> None:
    """Tell what is on record of a customer, with how many interactions are behind each sentence."""
    container = composed(settings, log_level="warning")
    ready_tables(container)
    period = Period(_aware(since), _aware(until))
    try:
        told = container.get(Summarise)(container.get(Principal), customer, period)
    except (DomainError, Unavailable) as error:
        raise click.ClickException(str(error)) from error
    _show(told)


def _aware(moment: datetime | None) -> datetime | None:
    return None if moment is None else moment.replace(tzinfo=UTC)


def _show(told: Told) -> None:
    for name, said in _numbers(told.summary):
        click.echo(f"{name:<20} {said}")
    click.echo()
    for one in told.worded.lines:
        behind = f" [{one.total}]" if one.total else ""
        click.echo(f"{one.text}{behind}")
    click.echo(f"\nBy {told.model}, from snapshot {told.snapshot}", err=True)


def _numbers(one: Summary) -> Iterator[tuple[str, str]]:
    """Yield what was counted; what there is none of is left out."""
    yield "interactions", str(one.total)
    if one.channel is not None:
        yield "channel", one.channel
    if one.last is not None:
        said = (f"{one.last.at:%Y-%m-%d %H:%M} UTC", one.last.channel, one.last.topic)
        yield "last", ", ".join(filter(None, said))
    if one.key_topics:
        yield "topics", ", ".join(one.key_topics)
    if one.adverse_total:
        yield "adverse", f"{one.adverse_total} to be looked at"
    for lack in one.missing:
        yield lack.reason.replace("_", " "), str(lack.interactions)
