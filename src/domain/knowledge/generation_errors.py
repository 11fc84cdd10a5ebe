"""Why a generation of the index cannot be built, used or dropped."""

from collections.abc import Iterable

from domain.errors import Conflict, Invalid, NotFound


class CutUnknown(Invalid):
    code = "chunker_unknown"

    def __init__(self, given: str) -> None:
        super().__init__(f"write sentences:N with N from 100 to 4000 for the chunker, not {given}")


class EmbedderUnknown(Invalid):
    code = "embedder_unknown"

    def __init__(self, given: str, offered: Iterable[str]) -> None:
        super().__init__(f"no embedder {given} is offered here: {', '.join(sorted(offered))} are")


class GenerationNotFound(NotFound):
    code = "generation_not_found"

    def __init__(self) -> None:
        super().__init__("there is no such generation of the index")


class GenerationBehind(Conflict):
    code = "generation_behind"

    def __init__(self, behind: int) -> None:
        super().__init__(f"{behind} documents still have to be taken in; try again")


class GenerationRefused(Conflict):
    code = "generation_refused"

    def __init__(self, state: str) -> None:
        super().__init__(f"a generation that is {state} does not become active")


class GenerationEmpty(Conflict):
    code = "generation_empty"

    def __init__(self) -> None:
        super().__init__("a generation that holds none of the documents does not become active")


class GenerationInUse(Conflict):
    code = "generation_in_use"

    def __init__(self, state: str) -> None:
        super().__init__(f"a generation that is {state} cannot be dropped")


class AlreadyBuilding(Conflict):
    code = "generation_building"

    def __init__(self) -> None:
        super().__init__("another generation is being built: activate or drop it first")


class NothingToRollBackTo(Conflict):
    code = "nothing_to_roll_back_to"

    def __init__(self) -> None:
        super().__init__("no generation stands by: there is nothing to roll back to")


class IndexBehind(Conflict):
    """The reader asks for a newer state than there is."""

    code = "index_behind"

    def __init__(self, version: int) -> None:
        super().__init__(f"the index is at version {version}, and a later one was asked for")


class IndexIncomplete(Conflict):
    """The generation that answers is not what the reader asks for, and will be soon."""

    code = IndexBehind.code

    def __init__(self) -> None:
        super().__init__("the index went back to a generation that has yet to take documents in")
