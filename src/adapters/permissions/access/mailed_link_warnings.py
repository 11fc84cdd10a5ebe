"""Warnings of tries at a link as mail, by whatever sends people's other letters."""

from dataclasses import dataclass

from application.permissions.people.ports import Mail, Mailer
from domain.permissions.access.guest_link import LinkId
from domain.permissions.people.email_address import EmailAddress


@dataclass(frozen=True, slots=True)
class MailedLinkWarnings:
    mailer: Mailer
    place: str

    def warn(self, to: str, link_id: LinkId) -> None:
        text = (
            "Somebody tries again and again to come in by a link that you made, and is being kept "
            f"waiting. Its id is {link_id}.\n\n"
            f"To be sure, take the link back or give it another secret, at {self.place}/\n"
        )
        self.mailer.send(Mail(EmailAddress(to), "Many tries at a link of yours", text))
