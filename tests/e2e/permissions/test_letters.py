"""Letters of invitations are sent as long as they are of use."""

from dataclasses import dataclass, field
from datetime import timedelta

from injector import InstanceProvider

from application.errors import Unavailable
from application.jobs.work import MOST_ATTEMPTS
from application.permissions.access.invitations.ports import InvitationLetter, InvitationMail
from application.permissions.access.invitations.send_invitation import LATER
from domain.permissions.access.invitation import LASTS
from e2e.permissions.town import Town, ok
from entrypoints.testing import Portico, SteppingClock

RESTED = timedelta(minutes=1)
OFFER = {"email": "ben@example.org", "role": "viewer"}


@dataclass(slots=True)
class FailingMail:
    """Takes no letter until it is repaired."""

    broken: bool = True
    sent: list[InvitationLetter] = field(default_factory=list)
    is_read_here: bool = False

    def send(self, letter: InvitationLetter) -> None:
        if self.broken:
            raise Unavailable("the mail server", "it was told to fail")
        self.sent.append(letter)


def posting(clock: SteppingClock) -> tuple[Town, FailingMail]:
    portico, mail = Portico.start(clock=clock), FailingMail()
    portico.container.binder.bind(InvitationMail, to=InstanceProvider(mail))
    return Town.founded(portico), mail


def test_where_mail_is_sent_no_answer_holds_a_token(clock: SteppingClock) -> None:
    town, _ = posting(clock)
    assert "token" not in ok(town.ada.post(f"{town.path}/invitations", OFFER), 201)


def test_a_letter_that_nobody_takes_is_sent_later(clock: SteppingClock) -> None:
    town, mail = posting(clock)
    ok(town.ada.post(f"{town.path}/invitations", OFFER))
    tried(town, clock, MOST_ATTEMPTS + 1)
    assert not mail.sent
    mail.broken = False
    clock.step(LATER)
    assert town.portico.work() == 1
    assert [one.to for one in mail.sent] == ["ben@example.org"]


def test_a_letter_that_is_of_no_use_any_more_is_not_sent(clock: SteppingClock) -> None:
    town, mail = posting(clock)
    given = ok(town.ada.post(f"{town.path}/invitations", OFFER))
    ok(town.ada.post(f"{town.path}/invitations", {**OFFER, "email": "eve@example.org"}))
    ok(town.ada.delete(f"{town.path}/invitations/{given['id']}"))
    clock.step(LASTS)
    mail.broken = False
    assert town.portico.work() == 2
    assert not mail.sent


def test_a_letter_is_given_up_for_good_once_it_is_of_no_use(clock: SteppingClock) -> None:
    town, mail = posting(clock)
    ok(town.ada.post(f"{town.path}/invitations", OFFER))
    tried(town, clock, MOST_ATTEMPTS)
    clock.step(LASTS)
    assert town.portico.work() == 1
    clock.step(LATER)
    assert town.portico.work() == 0
    assert not mail.sent


def tried(town: Town, clock: SteppingClock, times: int) -> None:
    for _ in range(times):
        assert town.portico.work() == 1
        clock.step(RESTED)
