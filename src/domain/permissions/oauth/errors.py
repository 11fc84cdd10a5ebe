"""How programs that act for people are refused."""

from domain.errors import Conflict, Forbidden, Invalid, NotFound


class ClientNotFound(NotFound):
    code = "client_not_found"

    def __init__(self) -> None:
        super().__init__("there is no such client")


class RedirectInvalid(Invalid):
    code = "redirect_uri_invalid"

    def __init__(self, why: str) -> None:
        super().__init__(f"this is no address that people are sent back to: {why}")


class RedirectsMisplaced(Invalid):
    """A machine sends nobody anywhere; any other client must say where to."""

    code = "redirect_uris_misplaced"

    def __init__(self, most: int) -> None:
        super().__init__(f"public and confidential clients have 1 to {most}, machines none")


class ClientHasNoSecret(Conflict):
    code = "client_has_no_secret"

    def __init__(self) -> None:
        super().__init__("a public client has no secret that could be changed")


class TooManyClients(Conflict):
    code = "too_many_clients"

    def __init__(self, most: int) -> None:
        super().__init__(f"there are {most} clients here, which is the most: remove one first")


class CodeRefused(Invalid):
    """A code that is unknown, over, used or another client's: it is not told which."""

    code = "code_refused"

    def __init__(self) -> None:
        super().__init__("this code is not, or no longer, good for anything")


class ClientOfOthers(Forbidden):
    code = "client_of_others"

    def __init__(self) -> None:
        super().__init__("this program is for the members of an organisation that is not yours")
