"""portico insights reverse"""

from uuid import UUID

import click

from application.insights.apply_import import ReverseImport
from domain.errors import DomainError
from domain.insights.ids import ImportId
from domain.principal import Principal
from entrypoints.cli import composed
from entrypoints.cli.readiness import ready_tables
from entrypoints.settings import Settings


@click.command()
@click.argument("id", type=click.UUID)
@click.pass_obj
def reverse(settings: Settings, id: UUID) -> None:
    """Let all be as before an import."""
    container = composed(settings, log_level="warning")
    ready_tables(container)
    try:
        told = container.get(ReverseImport)(container.get(Principal), ImportId(id))
    except DomainError as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"{told.id} {told.state.value}")
