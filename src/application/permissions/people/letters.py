"""What is written to people."""

from dataclasses import dataclass

from application.permissions.people.ports import Mail
from domain.permissions.people.email_address import EmailAddress


@dataclass(frozen=True, slots=True)
class Letters:
    """Nothing that somebody else typed stands in a letter, so none can be made to advertise.

    A link carries its token behind `#`, where no server and no log sees it.
    """

    place: str

    def verification(self, to: EmailAddress, token: str) -> Mail:
        return Mail(
            to,
            "Confirm your address",
            "Somebody, perhaps you, signed up with this address. To confirm it, open\n\n"
            f"{self.place}/sign-up#verify={token}\n\n"
            f"or use this token, within a day:\n\n{token}\n\n"
            "If it was not you, do nothing: there is no account before this is confirmed.\n",
        )

    def taken(self, to: EmailAddress) -> Mail:
        return Mail(
            to,
            "You already have an account",
            "Somebody, perhaps you, signed up with this address, which has an account already.\n"
            f"Sign in at {self.place}/sign-in or have your password reset there.\n\n"
            "If it was not you, do nothing: your account is as it was.\n",
        )

    def reset(self, to: EmailAddress, token: str) -> Mail:
        return Mail(
            to,
            "Choose a new password",
            "Somebody, perhaps you, asked for a new password. To choose one, open\n\n"
            f"{self.place}/reset#reset={token}\n\n"
            f"or use this token, within an hour:\n\n{token}\n\n"
            "If it was not you, do nothing: your password stays as it is.\n",
        )
