"""Letters over SMTP: secrets go over TLS only, and what the server refuses is tried again."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from adapters.permissions.people.mail.smtp import SmtpMailer
from application.errors import Unavailable
from application.jobs.ports import JobQueue
from application.permissions.people.ports import Mail
from domain.permissions.people.email_address import EmailAddress
from entrypoints.testing import Portico, SteppingClock
from entrypoints.testing.harness import MEMORY
from support.certificates import Certificate
from support.served import free_port
from support.signing_in import PASSWORD, auth
from support.smtp_server import letterbox

LETTER = Mail(EmailAddress("ada@example.com"), "Hello", "A token\n")


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Certificate:
    return Certificate.made(tmp_path_factory.mktemp("tls"))


def mailer(port: int, **more: object) -> SmtpMailer:
    given: dict[str, Any] = {"user": "me", "password": "p@ss word", "patience": 5.0, **more}
    return SmtpMailer("127.0.0.1", port, "us@portico.example", **given)


def test_a_password_goes_over_tls_when_it_is_offered(certificate: Certificate) -> None:
    with letterbox(certificate) as box:
        mailer(box.port, tls=certificate.client).send(LETTER)
    assert box.logins == [(b"\0me\0p@ss word", True)]
    assert len(box.letters) == 1


def test_tls_from_the_first_byte(certificate: Certificate) -> None:
    with letterbox(certificate, implicit=True) as box:
        mailer(box.port, tls=certificate.client, implicit_tls=True).send(LETTER)
    assert box.logins == [(b"\0me\0p@ss word", True)]
    assert len(box.letters) == 1


def test_a_server_that_nobody_vouches_for_is_told_nothing(certificate: Certificate) -> None:
    with letterbox(certificate) as box, pytest.raises(Unavailable):
        mailer(box.port).send(LETTER)
    assert (box.logins, box.letters) == ([], [])


def test_a_password_is_not_sent_in_the_clear(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("adapters.permissions.people.mail.smtp._is_here", lambda _: False)
    with letterbox() as box, pytest.raises(Unavailable, match="no TLS"):
        mailer(box.port).send(LETTER)
    assert (box.logins, box.letters) == ([], [])


def test_on_this_machine_it_may_be() -> None:
    with letterbox() as box:
        mailer(box.port).send(LETTER)
    assert box.logins == [(b"\0me\0p@ss word", False)]


@pytest.mark.parametrize("command", ["EHLO", "MAIL", "RCPT", "DATA", "AUTH"])
def test_what_the_server_refuses_is_not_sent(command: str) -> None:
    with letterbox() as box:
        box.refuses = command
        with pytest.raises(Unavailable):
            mailer(box.port).send(LETTER)
    assert box.letters == []


def test_a_server_that_is_not_there_is_unavailable() -> None:
    with pytest.raises(Unavailable):
        mailer(free_port()).send(LETTER)


def test_a_letter_waits_until_the_server_is_back() -> None:
    clock = SteppingClock()
    with letterbox() as box:
        url = f"smtp://127.0.0.1:{box.port}"
        portico = Portico.start(settings=replace(MEMORY, mail_url=url), clock=clock)
        box.refuses = "MAIL"
        answer = auth(portico, "sign-up", email="ada@example.com", password=PASSWORD)
        assert list(answer.get_json()) == ["detail"]
        for _ in range(12):
            portico.work()
            clock.step(timedelta(minutes=5))
        assert (box.letters, portico.container.get(JobQueue).waiting()) == ([], {"mail": 1})
        box.refuses = ""
        portico.work()
        assert len(box.letters) == 1
        assert portico.container.get(JobQueue).waiting() == {}


def test_a_letter_that_would_come_too_late_is_not_sent() -> None:
    clock = SteppingClock()
    with letterbox() as box:
        url = f"smtp://127.0.0.1:{box.port}"
        portico = Portico.start(settings=replace(MEMORY, mail_url=url), clock=clock)
        auth(portico, "password-resets", email="ada@example.com")
        auth(portico, "sign-up", email="ada@example.com", password=PASSWORD)
        clock.step(timedelta(days=1))
        portico.work()
        assert box.letters == []
        assert portico.container.get(JobQueue).waiting() == {}
