"""See to the tables before a command begins."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress

import click
from injector import Injector

from application.errors import Unavailable
from entrypoints.cli.forking import CONTEXT
from entrypoints.composition.schema import Schema, is_first_start, make_tables
from entrypoints.settings import Settings


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


@contextmanager
def tables_ahead(settings: Settings) -> Iterator[None]:
    """Make the tables of a first start in a process of its own, while this one imports."""
    if not is_first_start(settings):
        yield
        return
    making = CONTEXT.Process(target=_make, args=(settings,), name="tables")
    making.start()
    try:
        yield
    finally:
        making.join()


def _make(settings: Settings) -> None:
    with suppress(Exception):  # whatever it is, `ready_tables` meets it too, and says so
        make_tables(settings)
