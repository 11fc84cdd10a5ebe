"""Letters that a copy of the application sent."""

from adapters.permissions.people.mail.memory import InMemoryMailer
from application.permissions.people.ports import Mail, Mailer
from entrypoints.testing import Portico


def letters(portico: Portico) -> list[Mail]:
    """Let every letter that waits be sent, and return all of them; `mail_url` is `memory:`."""
    portico.work()
    mailer = portico.container.get(Mailer)
    assert isinstance(mailer, InMemoryMailer)
    return mailer.sent
