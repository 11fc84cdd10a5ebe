"""A URL selects an adapter."""

from collections.abc import Callable, Mapping
from typing import NoReturn, TypeVar
from urllib.parse import SplitResult, parse_qs, urlsplit

from application.errors import Unavailable
from entrypoints.settings import SettingsError

Adapter = TypeVar("Adapter")


def chosen(
    variable: str, url: str, known: Mapping[str, Callable[[SplitResult], Adapter]]
) -> Adapter:
    """Make the adapter that the URL's scheme names; raises SettingsError naming the known ones."""
    scheme, colon, _ = url.partition(":")
    make = known.get(scheme) if colon else None
    if make is None:
        forms = ", ".join(f"{name}:" for name in known)
        raise SettingsError(
            f"{variable} starts with {scheme!r}, which no adapter answers to: "
            f"write a URL that starts with one of {forms}"
        )
    try:
        return make(urlsplit(url))
    except ImportError as missing:
        _name_the_extra(variable, scheme, missing)
    except Unavailable as missing:  # an adapter that knows better than we what it lacks
        raise SettingsError(f"{variable}: {missing}") from missing


def host_and_port(variable: str, url: SplitResult, default_port: int) -> str:
    """Return `http://host:port` of a URL that must name a host; raises SettingsError."""
    if not url.hostname:
        raise SettingsError(f"{variable} names no host: write {url.scheme}://host:{default_port}/…")
    return f"http://{url.hostname}:{url.port or default_port}"


def path_of(variable: str, url: SplitResult, example: str) -> str:
    """Return what follows the host, without its slash; raises SettingsError when nothing does."""
    path = url.path.strip("/")
    if not path:
        raise SettingsError(f"{variable} names no model: write {url.scheme}://host:port/{example}")
    return path


def openai_base(variable: str, url: SplitResult) -> tuple[str, str]:
    """Return base URL and model of `openai+https://host/v1?model=…`; raises SettingsError."""
    model = parse_qs(url.query).get("model", [""])[0]
    if not url.netloc or not model:
        raise SettingsError(f"{variable} names no model: write {url.scheme}://host/v1?model=name")
    return f"{url.scheme.removeprefix('openai+')}://{url.netloc}{url.path}", model


EXTRAS = {
    "postgresql+psycopg": "postgres",
    "kafka": "kafka",
    "minilm": "minilm",
    "elasticsearch": "elasticsearch",
    "elasticsearch+https": "elasticsearch",
    "ollama": "llm",
    "openai+http": "llm",
    "openai+https": "llm",
}


def _name_the_extra(variable: str, scheme: str, missing: ImportError) -> NoReturn:
    extra = EXTRAS.get(scheme, "all")
    raise SettingsError(
        f"{variable} asks for {scheme}:, which needs the package {missing.name!r}: "
        f"run pip install 'portico[{extra}]'"
    ) from missing
