"""portico insights drafts, portico insights replay"""

from uuid import UUID

import click

from application.insights.words.read_drafts import ReadDrafts
from application.paging import Window
from domain.errors import DomainError
from domain.insights.words.draft import Draft, DraftId, Reply
from domain.principal import Principal
from entrypoints.cli import composed
from entrypoints.cli.readiness import ready_tables
from entrypoints.settings import Settings


@click.command()
@click.option("--limit", default=20, show_default=True, type=click.IntRange(1, 1_000))
@click.pass_obj
def drafts(settings: Settings, limit: int) -> None:
    """List what models wrote of customers, newest first, and what a shadow wrote beside them.

    For each it tells how many sentences were taken, of how many.
    """
    container = composed(settings, log_level="warning")
    ready_tables(container)
    page = container.get(ReadDrafts)(container.get(Principal), Window(limit))
    for one in page.items:
        click.echo(_line(one))


@click.command()
@click.argument("id", type=click.UUID)
@click.pass_obj
def replay(settings: Settings, id: UUID) -> None:
    """Have the model write a draft once more, and say whether every byte is the same.

    Ends with 1 where one differs.
    """
    container = composed(settings, log_level="warning")
    ready_tables(container)
    try:
        told = container.get(ReadDrafts).replay(container.get(Principal), DraftId(id))
    except DomainError as error:
        raise click.ClickException(str(error)) from error
    same = {"prompt": told.same_prompt, "reply": told.same_reply, "text": told.same_text}
    for name, is_same in same.items():
        says = "unknown, the record changed" if is_same is None else _same(is_same)
        click.echo(f"{name:<8}{says}")
    if False in same.values():
        raise click.exceptions.Exit(1)


def _same(is_same: bool) -> str:
    return "the same" if is_same else "differs"


def _line(one: Draft) -> str:
    beside = f"  beside it {_told(one.shadow)}" if one.shadow else ""
    return f"{one.id}  customer {one.customer_id}  {_told(one.reply)}{beside}"


def _told(reply: Reply) -> str:
    if reply.failure is not None:
        return f"{reply.model}: {reply.failure}"
    return f"{reply.model}: {reply.taken} of {len(reply.verdicts)}"
