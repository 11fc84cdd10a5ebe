"""How people and their sessions are refused."""

from domain.errors import Conflict, Forbidden, Invalid, NotFound, Unauthenticated


class EmailInvalid(Invalid):
    code = "email_invalid"

    def __init__(self, why: str) -> None:
        super().__init__(f"this is no e-mail address that we take: {why}")


class PasswordInvalid(Invalid):
    code = "password_invalid"

    def __init__(self, why: str) -> None:
        super().__init__(f"choose another password: {why}")


class NameInvalid(Invalid):
    code = "name_invalid"

    def __init__(self) -> None:
        super().__init__("a name has 1 to 200 characters, not all blank, and no control characters")


class SignInRefused(Unauthenticated):
    """Says the same of an unknown address, a wrong password and an account that is suspended."""

    code = "sign_in_refused"

    def __init__(self) -> None:
        super().__init__("no account answers to this address and password")


class NotSignedIn(Unauthenticated):
    code = "not_signed_in"

    def __init__(self, why: str = "sign in, and send the access token as a bearer") -> None:
        super().__init__(why)


class TokenRefused(NotSignedIn):
    """A token was shown and does not stand; it does not say why, for who asks may be guessing."""

    code = "token_refused"

    def __init__(self) -> None:
        super().__init__("this token is not, or no longer, good for anything: sign in again")


class TokenUnknown(NotFound):
    code = "token_unknown"

    def __init__(self) -> None:
        super().__init__("no such token waits to be used: it was used, replaced, or never there")


class PasswordWrong(Forbidden):
    code = "password_wrong"

    def __init__(self) -> None:
        super().__init__("the current password is another one")


class AccountChanged(Conflict):
    code = "account_changed"

    def __init__(self) -> None:
        super().__init__("the account was changed meanwhile: look at it again")


class SessionNotFound(NotFound):
    code = "session_not_found"

    def __init__(self) -> None:
        super().__init__("you have no such session")


class AddressTaken(Conflict):
    """For whoever runs the server; nobody else is told."""

    code = "address_taken"

    def __init__(self) -> None:
        super().__init__("there is an account with this address")


class AccountNotFound(NotFound):
    code = "account_not_found"

    def __init__(self) -> None:
        super().__init__("there is no such account")


class OnlyAdmin(Conflict):
    """For whoever runs the server; nobody else is told."""

    code = "last_admin"

    def __init__(self) -> None:
        super().__init__("an organisation has no other active admin: make somebody else one first")
