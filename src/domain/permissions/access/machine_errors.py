"""Why a machine, or a change of its key, is refused."""

from domain.errors import Conflict, Forbidden, Invalid, NotFound


class KeyNotFound(NotFound):
    code = "key_not_found"

    def __init__(self) -> None:
        super().__init__("there is no such key")


class KeyExpiryPast(Invalid):
    code = "expiry_past"

    def __init__(self) -> None:
        super().__init__("the key would have ended before it began")


class TooManyKeys(Conflict):
    code = "too_many_keys"

    def __init__(self, most: int) -> None:
        super().__init__(f"you have {most} keys here, which is the most: end one first")


class MachinesElsewhere(Forbidden):
    code = "machines_elsewhere"

    def __init__(self) -> None:
        super().__init__("this is for people who signed in themselves, and not by a key")
