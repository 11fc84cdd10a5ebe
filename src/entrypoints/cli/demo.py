"""portico demo"""

import json
from base64 import b32encode

import click
from injector import Injector

from application.permissions.people.open_account import NewAccount
from application.permissions.people.ports import PasswordHasher, PeopleReader
from application.permissions.people.sign_in import SignIn, SignInAttempt
from domain.errors import DomainError
from domain.permissions.people.email_address import email_address
from domain.permissions.people.errors import AddressTaken, SignInRefused
from domain.permissions.people.password import Password
from domain.permissions.people.root_secret import RootSecret
from entrypoints.cli import composed
from entrypoints.cli.admitting import admit
from entrypoints.cli.readiness import ready_tables
from entrypoints.settings import HERE, Settings

EMAIL = "demo@example.com"
LETTERS = 20
"""Of 5 bits each, so nobody guesses the password: 100 bits."""


@click.command()
@click.option("--at", "place", default=HERE, show_default=True, help="Where Portico is served.")
@click.option("--token", "token_only", is_flag=True, help="Print an access token, for 10 minutes.")
@click.pass_obj
def command(settings: Settings, place: str, token_only: bool) -> None:
    """Make an account to try Portico with, an admin of the local organisation, and show it.

    Its password comes from this copy's own secret, so it is the same each time and kept nowhere.
    """
    container = composed(settings, log_level="warning")
    ready_tables(container)
    password = _password(container.get(RootSecret))
    try:
        _admitted(container, password)
    except SignInRefused:
        raise click.ClickException(f"{EMAIL} was suspended, or has another password") from None
    except DomainError as error:
        raise click.ClickException(str(error)) from error
    click.echo(_token(container, password) if token_only else _shown(password, place))


def _password(secret: RootSecret) -> str:
    return b32encode(secret.mac("demo account", EMAIL.encode())).decode().lower()[:LETTERS]


def _admitted(container: Injector, password: str) -> None:
    """Make it unless it is there; raises SignInRefused when another password was chosen since."""
    try:
        admit(container, NewAccount(EMAIL, password, "Demo"), "admin")
    except AddressTaken:
        account = container.get(PeopleReader).by_email(email_address(EMAIL))
        kept = account.password if account and account.is_active else None
        if not container.get(PasswordHasher).matches(kept, Password.typed(password)):
            raise SignInRefused from None


def _token(container: Injector, password: str) -> str:
    return container.get(SignIn)(SignInAttempt(EMAIL, password, "demo", "portico demo")).access


def _shown(password: str, place: str) -> str:
    body = json.dumps({"email": EMAIL, "password": password})
    signing_in = f"curl -s --json '{body}' {place}/api/v1/auth/sign-in | cut -d '\"' -f 4"
    return f"""Sign in as {EMAIL} with the password {password}
or, while Portico is served, ask over HTTP:

  token=$({signing_in})
  curl -s -H "Authorization: Bearer $token" --json '{{"query": "lifeboat"}}' {place}/api/v1/search
"""
