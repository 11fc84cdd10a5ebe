"""Letters kept in a list, for tests."""

from dataclasses import field

from application.permissions.people.ports import Mail
from application.service import service


@service
class InMemoryMailer:
    sent: list[Mail] = field(default_factory=list)

    def send(self, mail: Mail) -> None:
        self.sent.append(mail)
