"""Invitations as mail, by whatever sends people's other letters."""

from dataclasses import dataclass

from application.permissions.access.invitations.ports import InvitationLetter
from application.permissions.people.ports import Mail, Mailer
from domain.permissions.people.email_address import EmailAddress


@dataclass(frozen=True, slots=True)
class MailedInvitations:
    """A link carries its token behind `#`, where no server and no log sees it."""

    mailer: Mailer
    place: str
    is_read_here: bool

    def send(self, letter: InvitationLetter) -> None:
        text = (
            "You are invited to an organisation. Sign in with this address, or sign up with it, "
            f"and open\n\n{self.place}/organisation#invitation={letter.token}\n\n"
            f"or use this token, until {letter.expires_at:%d %B %Y}:\n\n{letter.token}\n\n"
            "If you do not know what this is about, do nothing.\n"
        )
        self.mailer.send(Mail(EmailAddress(letter.to), "You are invited", text))
