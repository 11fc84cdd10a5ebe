"""How letters leave: PORTICO_MAIL_URL names it."""

from collections.abc import Callable
from ipaddress import ip_address
from urllib.parse import SplitResult, unquote, urlsplit

from adapters.permissions.people.mail.console import ConsoleMailer
from adapters.permissions.people.mail.memory import InMemoryMailer
from application.permissions.people.ports import Mailer
from entrypoints.composition.schemes import chosen
from entrypoints.settings import Settings, SettingsError

MAIL = "PORTICO_MAIL_URL"
PORTS = {"smtp": 25, "smtps": 465}


def mailer(settings: Settings) -> Mailer:
    """Return what sends letters; raises SettingsError."""
    known: dict[str, Callable[[SplitResult], Mailer]] = {
        "console": lambda _: _shown_here(settings),
        "smtp": lambda url: _smtp(settings, url),
        "smtps": lambda url: _smtp(settings, url),
        "memory": lambda _: InMemoryMailer(),
    }
    return chosen(MAIL, settings.mail_url, known)


def shows_letters(settings: Settings) -> bool:
    """Whether letters come out where the server was started, so that no answer need hide them."""
    return urlsplit(settings.mail_url).scheme == "console"


def _shown_here(settings: Settings) -> Mailer:
    host = urlsplit(settings.place).hostname or ""
    if not _is_loopback(host):
        raise SettingsError(
            f"{MAIL}=console: shows everybody's letters, which is for one's own machine, "
            f"and PORTICO_PUBLIC_URL names {host}: write smtps://user:password@host"
        )
    return ConsoleMailer()


def _smtp(settings: Settings, url: SplitResult) -> Mailer:
    from adapters.permissions.people.mail.smtp import SmtpMailer  # with all that makes letters

    try:
        host, port = url.hostname, url.port or PORTS[url.scheme]
    except ValueError:
        host, port = None, 0
    if not host:
        raise SettingsError(
            f"{MAIL} names no host or no proper port: write {url.scheme}://user:password@host:port"
        )
    return SmtpMailer(
        host,
        port,
        settings.mail_from,
        unquote(url.username or ""),
        unquote(url.password or ""),
        implicit_tls=url.scheme == "smtps",
    )


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False
