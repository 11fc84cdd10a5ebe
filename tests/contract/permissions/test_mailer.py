"""What every Mailer promises, asked of each of them."""

from collections.abc import Callable, Iterator
from email import message_from_bytes, policy
from io import StringIO

import pytest

from adapters.permissions.people.mail.console import ConsoleMailer
from adapters.permissions.people.mail.memory import InMemoryMailer
from adapters.permissions.people.mail.smtp import SmtpMailer
from application.permissions.people.ports import Mail, Mailer
from domain.permissions.people.email_address import EmailAddress
from support.smtp_server import letterbox

Arrived = Callable[[], str]
LETTER = Mail(
    EmailAddress("ada@xn--mnchen-3ya.example"),
    "Confirm your address",
    "A line with “quotes”, ü and ελληνικά.\n\n.a dot begins this line\n",
)


@pytest.fixture(params=["console", "memory", "smtp"])
def post(request: pytest.FixtureRequest) -> Iterator[tuple[Mailer, Arrived]]:
    """A mailer, and what arrived by it."""
    if request.param == "console":
        stream = StringIO()
        yield ConsoleMailer(stream), stream.getvalue
    elif request.param == "memory":
        memory = InMemoryMailer()
        yield (
            memory,
            lambda: "\n".join(f"{one.to}\n{one.subject}\n{one.text}" for one in memory.sent),
        )
    else:
        with letterbox() as box:
            yield (
                SmtpMailer("127.0.0.1", box.port, "us@portico.example"),
                lambda: opened(box.letters),
            )


def opened(letters: list[str]) -> str:
    shown = ""
    for letter in letters:
        raw = letter.replace("\n..", "\n.").encode() + b"\n"
        read = message_from_bytes(raw, policy=policy.default)
        shown += f"{read['To']}\n{read['Subject']}\n{read.get_content()}"
    return shown


def test_a_letter_arrives_as_it_was_written(post: tuple[Mailer, Arrived]) -> None:
    mailer, arrived = post
    mailer.send(LETTER)
    for part in (LETTER.to, LETTER.subject, LETTER.text):
        assert part in arrived()


def test_each_letter_arrives(post: tuple[Mailer, Arrived]) -> None:
    mailer, arrived = post
    for number in range(3):
        mailer.send(Mail(LETTER.to, f"Number {number}", "Text\n"))
    assert [f"Number {number}" in arrived() for number in range(4)] == [True] * 3 + [False]
