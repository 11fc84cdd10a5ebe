"""What the server said no to, and when it could not be asked at all."""

from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from adapters.knowledge.file_index.refusals import DEPENDENCY
from application.errors import Unavailable

if TYPE_CHECKING:
    from elasticsearch import ApiError

NO_INDEX, INDEX_EXISTS = "index_not_found_exception", "resource_already_exists_exception"
OVERLOADED = frozenset({429, 502, 503, 504})
"""Statuses that another try a moment later may not meet again."""
OUR_KEY = frozenset({HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN})


class Refused(Unavailable):
    """It answered, and the answer is no; `kind` is the server's name for why."""

    def __init__(self, status: int, kind: str) -> None:
        self.status, self.kind = status, kind
        why = "it refused our name and password" if status in OUR_KEY else f"it said {kind}"
        super().__init__(DEPENDENCY, f"{why} (status {status})")


class Unreachable(Unavailable):
    """It did not answer, or not now: the same may be asked again."""

    def __init__(self, detail: str) -> None:
        super().__init__(DEPENDENCY, detail)


@contextmanager
def translated(seconds: float) -> Iterator[None]:
    """Say in our words what the client says in its own, which may repeat a URL or a text."""
    import elasticsearch

    try:
        yield
    except elasticsearch.ConnectionTimeout as error:
        raise Unavailable(DEPENDENCY, f"it said nothing for {seconds:g} seconds") from error
    except elasticsearch.SerializationError as error:
        raise Unavailable(DEPENDENCY, "its answer could not be read") from error
    except elasticsearch.SSLError as error:
        raise Unavailable(DEPENDENCY, "no authority we trust vouches for it") from error
    except elasticsearch.TransportError as error:
        raise Unreachable("no connection could be made, or it broke off") from error
    except elasticsearch.UnsupportedProductError as error:
        raise Unavailable(DEPENDENCY, "what answers there is no Elasticsearch") from error
    except elasticsearch.ApiError as error:
        if error.status_code in OVERLOADED:
            raise Unreachable(f"it is overloaded (status {error.status_code})") from error
        raise Refused(error.status_code, kind_of(error)) from error


@contextmanager
def unless(kind: str) -> Iterator[None]:
    """Take a refusal of this kind for what was hoped for; others go on."""
    try:
        yield
    except Refused as refused:
        if refused.kind != kind:
            raise


@contextmanager
def read() -> Iterator[None]:
    """Keep this around looking into an answer, which may be of any shape."""
    try:
        yield
    except (KeyError, TypeError, ValueError, IndexError, AttributeError) as error:
        raise Unavailable(DEPENDENCY, "its answer could not be read") from error


def kind_of(error: "ApiError") -> str:
    body: Any = error.body
    why = body.get("error") if isinstance(body, dict) else None
    kind = why.get("type") if isinstance(why, dict) else None
    return kind if isinstance(kind, str) else "nothing that could be read"
