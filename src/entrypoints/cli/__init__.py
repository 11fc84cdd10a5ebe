"""The command `portico`."""

import os
from importlib import import_module
from typing import Any

import click
from dotenv import dotenv_values

from entrypoints.settings import Settings, SettingsError

COMMANDS = {
    "serve": "Serve the API and the console, with a worker beside them.",
    "worker": "Read documents, finish answers and carry events; collect market ticks.",
    "migrate": "Bring the database's tables to this version.",
    "documents": "Take documents in, and see what became of them.",
    "ask": "Ask your documents a question.",
    "insights": "Take customers, interactions and products in, and decide about them.",
    "campaigns": "Load what became of campaigns.",
    "ticks": "Verify and export trades, and replay recordings to the collector.",
    "people": "Let people in, suspend accounts, and let them in again.",
    "demo": "An account to try Portico with.",
    "keys": "The keys that sign access tokens.",
}


class LazyGroup(click.Group):
    """Imports a command's module when it is used, so that `--help` answers at once."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"entrypoints.cli.{cmd_name}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


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


def composed(settings: Settings, *, log_level: str | None = None) -> Any:
    """Compose the application and see to its log; raises click.ClickException with a sentence."""
    from entrypoints.composition import compose
    from entrypoints.observability import logs

    logs.configure(log_level or settings.log_level)
    try:
        return compose(settings)
    except SettingsError as error:
        raise click.ClickException(str(error)) from error
