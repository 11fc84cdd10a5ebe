"""See to the tables before a command begins."""

import click
from injector import Injector

from application.errors import Unavailable
from entrypoints.composition.schema import Schema


def ready_tables(container: Injector) -> None:
    """Migrate an embedded database; raises click.ClickException when another is behind."""
    schema = container.get(Schema)
    try:
        if schema.is_embedded:
            schema.migrate()
        elif not schema.is_current():
            raise click.ClickException(
                "the database's tables are not of this version: run portico migrate"
            )
    except Unavailable as error:
        raise click.ClickException(str(error)) from error
    finally:
        schema.let_go()
