"""The console's scripts and style sheets, at addresses that change when any of them does.

A browser keeps them for good: a page that is opened again asks for none (RFC 8246).
"""

from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Any

from flask import Blueprint, Response, send_from_directory

STATIC = Path(__file__).parent / "static"
YEAR_SECONDS = 31_536_000
ENDPOINT = "static"


def register(blueprint: Blueprint) -> None:
    """Serve them; `url_for` needs no version."""
    blueprint.add_url_rule("/console/<version>/<path:filename>", ENDPOINT, sent)
    named = f"{blueprint.name}.{ENDPOINT}"

    @blueprint.url_defaults
    def versioned(endpoint: str, values: dict[str, Any]) -> None:
        if endpoint == named:
            values.setdefault("version", current())


def sent(version: str, filename: str) -> Response:
    """Send one; what a page of another version asks for is not kept under its address."""
    is_this = version == current()
    response = send_from_directory(STATIC, filename, max_age=YEAR_SECONDS if is_this else None)
    response.cache_control.immutable = is_this
    return response


@cache
def current() -> str:
    return digest(STATIC)


def digest(folder: Path) -> str:
    """Return a digest of all files in it, of their names and of what they hold."""
    told = blake2b(digest_size=8)
    for file in sorted(one for one in folder.rglob("*") if one.is_file()):
        content = file.read_bytes()
        told.update(f"{file.relative_to(folder).as_posix()}\0{len(content)}\0".encode() + content)
    return told.hexdigest()
