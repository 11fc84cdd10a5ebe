"""portico campaigns revisions"""

from datetime import datetime

import click

from application.campaigns.rankings.read_revisions import ReadRevisions
from domain.campaigns.rankings.revision import Fact
from domain.principal import Principal
from entrypoints.cli import composed
from entrypoints.cli.readiness import ready_tables
from entrypoints.settings import Settings

SHOWN = 1_000


@click.command(name="revisions")
@click.argument("campaign", type=click.IntRange(min=0))
@click.argument("influencer")
@click.argument("day", type=click.DateTime(["%Y-%m-%d"]))
@click.pass_obj
def command(settings: Settings, campaign: int, influencer: str, day: datetime) -> None:
    """Tell what was said of an influencer in a campaign on a day, the last first: that one counts.

    At most the last thousand.
    """
    container = composed(settings, log_level="warning")
    ready_tables(container)
    fact = Fact(campaign, influencer, day.date())
    found = container.get(ReadRevisions)(container.get(Principal), fact, SHOWN).items
    for one in found:
        told = one.counts
        numbers = f"{told.engagements:,} engagements, {told.views:,} views"
        click.echo(f"{one.received_at:%Y-%m-%d %H:%M}  {one.file_id} row {one.row}  {numbers}")
    if not found:
        click.echo("nothing was said of it")
