"""People and their letters in memory, where nobody has an account."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from application.permissions.access.invitations.ports import InvitationLetter
from application.permissions.access.people import Named
from domain.errors import Invalid
from domain.ids import UserId

LONGEST_ADDRESS = 254


@dataclass(frozen=True, slots=True)
class InMemoryPeople:
    known: dict[UserId, Named] = field(default_factory=dict)

    def named(self, ids: Collection[UserId]) -> Mapping[UserId, Named]:
        return {one: self.known[one] for one in ids if one in self.known}

    def address(self, written: str) -> str:
        local, at, domain = written.strip().lower().rpartition("@")
        parts = (local, at, domain)
        if not all(parts) or len(written) > LONGEST_ADDRESS or any(map(_is_odd, "".join(parts))):
            raise Invalid("that is no e-mail address")
        return f"{local}@{domain}"


@dataclass(frozen=True, slots=True)
class InMemoryInvitationMail:
    """Keeps letters instead of sending them."""

    sent: list[InvitationLetter] = field(default_factory=list)
    is_read_here: bool = True

    def send(self, letter: InvitationLetter) -> None:
        self.sent.append(letter)


def _is_odd(character: str) -> bool:
    return character.isspace() or not character.isprintable()
