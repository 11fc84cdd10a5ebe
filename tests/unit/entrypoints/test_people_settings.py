"""Settings about people that cannot be stop the start, and say what to write."""

import pytest

from adapters.permissions.people.mail.console import ConsoleMailer
from adapters.permissions.people.mail.smtp import SmtpMailer
from entrypoints.composition.mail import mailer, shows_letters
from entrypoints.settings import Settings, SettingsError


@pytest.mark.parametrize(
    ("variable", "given"),
    [
        ("PORTICO_SECRET", "short"),
        ("PORTICO_SIGN_IN", "sometimes"),
        ("PORTICO_PUBLIC_URL", "portico.example"),
    ],
)
def test_a_value_that_cannot_be_is_named(variable: str, given: str) -> None:
    with pytest.raises(SettingsError, match=variable):
        Settings.from_env({variable: given})


@pytest.mark.parametrize("url", ["pigeon:", "smtp:", "smtps://", "smtp://host:port", "console"])
def test_mail_that_cannot_be_sent_is_named(url: str) -> None:
    with pytest.raises(SettingsError, match="PORTICO_MAIL_URL"):
        mailer(Settings(mail_url=url))


@pytest.mark.parametrize("public", ["https://portico.example", "http://192.0.2.7:8000"])
def test_letters_are_not_shown_where_others_come(public: str) -> None:
    with pytest.raises(SettingsError, match="PORTICO_MAIL_URL"):
        mailer(Settings(public_url=public))


@pytest.mark.parametrize("public", ["http://localhost:8000", "http://[::1]:8000"])
def test_they_are_shown_on_ones_own_machine(public: str) -> None:
    assert isinstance(mailer(Settings(public_url=public)), ConsoleMailer)
    assert shows_letters(Settings(public_url=public))
    assert not shows_letters(Settings(mail_url="memory:"))


def test_a_mail_server_is_named_by_a_url() -> None:
    sender = mailer(
        Settings(mail_url="smtps://me%40x:p%40ss@mail.example", mail_from="us@x.example")
    )
    assert isinstance(sender, SmtpMailer)
    assert (sender.host, sender.port, sender.implicit_tls) == ("mail.example", 465, True)
    assert (sender.user, sender.password, sender.sender) == ("me@x", "p@ss", "us@x.example")
    assert "p@ss" not in repr(sender)


def test_secrets_are_not_shown() -> None:
    shown = repr(Settings(secret="s" * 40, mail_url="smtp://me:hidden@host"))
    assert "sss" not in shown
    assert "hidden" not in shown


def test_no_proxy_can_be_said() -> None:
    assert Settings.from_env({"PORTICO_TRUSTED_PROXIES": "0"}).trusted_proxies == 0
