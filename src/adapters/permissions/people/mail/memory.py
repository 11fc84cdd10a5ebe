"""Letters kept in a list, for tests."""

from dataclasses import dataclass, field

from application.permissions.people.ports import Mail


@dataclass(frozen=True, slots=True)
class InMemoryMailer:
    sent: list[Mail] = field(default_factory=list)

    def send(self, mail: Mail) -> None:
        self.sent.append(mail)
