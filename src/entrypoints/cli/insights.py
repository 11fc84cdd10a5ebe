"""portico insights"""

from pathlib import Path
from uuid import UUID

import click

from application.ids import IdSource
from application.insights.apply_import import ApplyImport
from application.insights.import_file import ImportFile, NewImport
from application.insights.read_imports import ReadImports
from domain.errors import DomainError
from domain.insights.columns import Asked, TableKind
from domain.insights.dates import Order
from domain.insights.decision import DATE_ORDER, Decision
from domain.insights.ids import ImportId
from domain.insights.imported import Import, ImportState
from domain.principal import Principal
from entrypoints.cli import composed
from entrypoints.cli.import_bar import Bar
from entrypoints.cli.insight_drafts import drafts, replay
from entrypoints.cli.insight_reversal import reverse
from entrypoints.cli.insight_summary import command as summary
from entrypoints.cli.readiness import ready_tables
from entrypoints.settings import Settings

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
DECIDE = click.option(
    "--decide", multiple=True, metavar="KEY=CHOICE", help="What was decided; as often as you like."
)


@click.group()
def command() -> None:
    """Take customers, interactions and products in, decide about them, and tell of them."""


command.add_command(summary)
command.add_command(drafts)
command.add_command(replay)
command.add_command(reverse)


@command.command(name="import")
@click.argument("file", type=FILE)
@click.option("--dry-run", is_flag=True, help="Only say what it would come to.")
@click.option("--date-order", type=click.Choice([one.value for one in Order]))
@click.option("--kind", type=click.Choice([one.value for one in TableKind]))
@click.option("--column", multiple=True, metavar="FIELD=NAME", help="The name of a field's column.")
@DECIDE
@click.pass_obj
def take(
    settings: Settings,
    file: Path,
    dry_run: bool,
    date_order: str | None,
    kind: str | None,
    column: tuple[str, ...],
    decide: tuple[str, ...],
) -> None:
    """Take in an .xlsx, .xls or CSV file; what is open is shown, and nothing changes."""
    container = composed(settings, log_level="warning")
    ready_tables(container)
    choices = _choices(decide) | ({DATE_ORDER: date_order} if date_order else {})
    new = NewImport(
        ImportId(container.get(IdSource).new()),
        file.name,
        file.read_bytes(),
        Asked(TableKind(kind) if kind else None, _columns(column)),
        choices,
        dry_run,
        at_once=True,
        steps=(bar := Bar()),
    )
    try:
        told = container.get(ImportFile)(container.get(Principal), new)
    except DomainError as error:
        raise click.ClickException(str(error)) from error
    finally:
        bar.end()
    _show(told)


@command.command()
@click.argument("id", type=click.UUID)
@DECIDE
@click.pass_obj
def decisions(settings: Settings, id: UUID, decide: tuple[str, ...]) -> None:
    """Show what an import leaves open; with --decide, decide and apply it."""
    container = composed(settings, log_level="warning")
    ready_tables(container)
    by, bar = container.get(Principal), Bar()
    try:
        if decide:
            applying, chosen = container.get(ApplyImport), _choices(decide)
            told = applying(by, ImportId(id), chosen, at_once=True, steps=bar)
            bar.end()
            _show(told)
            return
        found = container.get(ReadImports).one(by, ImportId(id))
    except DomainError as error:
        raise click.ClickException(str(error)) from error
    finally:
        bar.end()
    for one in found.plan.decisions:
        click.echo(_said(one))


def _choices(given: tuple[str, ...]) -> dict[str, str]:
    if wrong := [one for one in given if "=" not in one]:
        raise click.BadParameter(f"write KEY=CHOICE and not {wrong[0]}", param_hint="--decide")
    return {key: choice for key, _, choice in (one.rpartition("=") for one in given)}


def _columns(given: tuple[str, ...]) -> dict[str, str]:
    if wrong := [one for one in given if "=" not in one]:
        raise click.BadParameter(f"write FIELD=NAME and not {wrong[0]}", param_hint="--column")
    return {field: name for field, _, name in (one.partition("=") for one in given)}


def _show(told: Import) -> None:
    counts = told.counts
    would = "" if told.state is ImportState.APPLIED else " (nothing has changed)"
    click.echo(f"{told.id} {told.state.value}{would}")
    click.echo(f"read {counts.read}, loaded {counts.loaded}, refused {counts.refused}")
    for reason, rows in counts.by_reason.items():
        click.echo(f"  {reason} {rows}")
    for one in told.plan.decisions:
        click.echo(_said(one))


def _said(one: Decision) -> str:
    sure = "" if one.confidence is None else f" (confidence {one.confidence:.4f})"
    chosen = one.choice or f"? {', '.join(one.options)}"
    return f"{one.state.value:8}{one.key} = {chosen}{sure}"
