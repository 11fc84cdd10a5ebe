"""portico migrate"""

import click

from application.errors import Unavailable
from entrypoints.cli import composed
from entrypoints.composition.schema import Schema
from entrypoints.settings import Settings


@click.command()
@click.pass_obj
def command(settings: Settings) -> None:
    """Bring the database's tables to this version.

    Safe to run again, and by two at once. `serve` does it by itself on SQLite.
    """
    schema = composed(settings, log_level="warning").get(Schema)
    try:
        schema.migrate()
    except Unavailable as error:
        raise click.ClickException(str(error)) from error
    click.echo("The tables are current.")
