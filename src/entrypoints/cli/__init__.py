"""The command `portico`."""

import os
from importlib import import_module
from typing import Any

import click
from dotenv import dotenv_values

from entrypoints.settings import Settings, SettingsError

COMMANDS = {
    "serve": "entrypoints.cli.serve",
    "worker": "entrypoints.cli.worker",
    "migrate": "entrypoints.cli.migrate",
    "documents": "entrypoints.cli.documents",
    "ask": "entrypoints.cli.ask",
}


class LazyGroup(click.Group):
    """Imports a command's module when it is used, so that `--help` answers at once."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(COMMANDS[cmd_name]).command
        return command


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="portico")
@click.pass_context
def main(ctx: click.Context) -> None:
    """Portico answers questions from your documents, and cites the page.

    \b
    Begin with:
      portico serve                       the API and the console on http://127.0.0.1:8000
      portico documents add report.pdf    take a document in
      portico ask "What is it about?"     ask all documents

    Settings come from the environment and a .env file beside you: docs/settings.md lists them.
    """
    ctx.obj = read_settings()


def read_settings() -> Settings:
    """Read the environment over `.env`; raises click.ClickException with a sentence."""
    given = {name: value for name, value in dotenv_values(".env").items() if value is not None}
    try:
        return Settings.from_env({**given, **os.environ})
    except SettingsError as error:
        raise click.ClickException(str(error)) from error


def composed(settings: Settings) -> Any:
    """Compose the application and see to its log; raises click.ClickException with a sentence."""
    from entrypoints.composition import compose
    from entrypoints.observability import logs

    logs.configure(settings.log_level)
    try:
        return compose(settings)
    except SettingsError as error:
        raise click.ClickException(str(error)) from error
