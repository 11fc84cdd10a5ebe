"""portico campaigns brief"""

import click

from application.campaigns.briefs.create_brief import CreateBrief
from application.errors import Unavailable
from application.ids import IdSource
from domain.campaigns.briefs.asked import Asked
from domain.campaigns.briefs.brief import Brief, BriefId
from domain.campaigns.briefs.platform import Platform
from domain.errors import DomainError
from domain.principal import Principal
from entrypoints.cli import composed
from entrypoints.cli.readiness import ready_tables
from entrypoints.settings import Settings


@click.command(name="brief")
@click.option("--brand", required=True)
@click.option("--product", required=True)
@click.option("--goal", required=True, help="What the campaign is for.")
@click.option("--platform", required=True, help=f"One of {', '.join(Platform)}.")
@click.option("--audience", help="Whom it speaks to.")
@click.option("--tone", help="How it speaks.")
@click.pass_obj
def command(
    settings: Settings,
    brand: str,
    product: str,
    goal: str,
    platform: str,
    audience: str | None,
    tone: str | None,
) -> None:
    """Have a brief written, and see what holds its lines up."""
    container = composed(settings, log_level="warning")
    ready_tables(container)
    try:
        asked = Asked.of(
            brand=brand,
            product=product,
            goal=goal,
            platform=platform,
            audience=audience,
            tone=tone,
        )
        new_id = BriefId(container.get(IdSource).new())
        made = container.get(CreateBrief)(container.get(Principal), new_id, asked)
    except (DomainError, Unavailable) as error:
        raise click.ClickException(str(error)) from error
    _show(made)


def _show(brief: Brief) -> None:
    written = brief.writing.written
    facts = written.trace.facts
    for line, text in written.content.lines():
        click.echo(f"{line.removeprefix('/'):<13} {text}")
        for one in written.content.sources.get(line, ()):
            click.echo(f"{'':<13} [{one}] {facts[one]}")
    click.echo(f"{'tone':<13} {written.content.tone}")
    origin = "written before" if brief.cached else "written now"
    how = f"after {written.repairs} repairs, from tool results" if written.fallback else origin
    click.echo(f"\nBy {written.model}, {how}: {brief.id}", err=True)
