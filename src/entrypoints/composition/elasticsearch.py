"""What an Elasticsearch URL says: where, as whom, and under which prefix."""

import re
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, parse_qsl, unquote

from entrypoints.settings import SettingsError

if TYPE_CHECKING:
    from adapters.knowledge.elasticsearch_index import Address

PORT = 9200
PREFIX = re.compile(r"[a-z0-9][a-z0-9._-]{0,99}")
USUAL_PREFIX = "portico"
AUTHORITIES = "ca_certs"


def elasticsearch_place(variable: str, url: SplitResult) -> "tuple[Address, str]":
    """Read `elasticsearch[+https]://[user:password@]host[:port][/prefix][?ca_certs=file]`.

    Raises SettingsError, and ModuleNotFoundError without the client's package.
    """
    from adapters.knowledge.elasticsearch_index import Address

    secure = url.scheme.endswith("+https")
    return (
        Address(
            f"{'https' if secure else 'http'}://{_host(variable, url)}",
            unquote(url.username or ""),
            unquote(url.password or ""),
            _authorities(variable, url, secure=secure),
        ),
        _prefix(variable, url),
    )


def _host(variable: str, url: SplitResult) -> str:
    try:
        host, port = url.hostname, url.port or PORT
    except ValueError:
        host, port = None, PORT
    if not host:
        raise SettingsError(
            f"{variable} names no host or no proper port: write {url.scheme}://host:{PORT}/prefix"
        )
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


def _prefix(variable: str, url: SplitResult) -> str:
    prefix = url.path.strip("/") or USUAL_PREFIX
    if not PREFIX.fullmatch(prefix):
        raise SettingsError(
            f"{variable} names the prefix {prefix!r}, which the server would not take: write "
            "small letters, digits, '.', '_' and '-', at most 100, and a letter or digit first"
        )
    return prefix


def _authorities(variable: str, url: SplitResult, *, secure: bool) -> str:
    given = dict(parse_qsl(url.query, keep_blank_values=True))
    file = given.pop(AUTHORITIES, "")
    if given or (file and not secure):
        raise SettingsError(
            f"{variable} may end in ?{AUTHORITIES}=file after elasticsearch+https: and in "
            "nothing else"
        )
    if file and not Path(file).is_file():
        raise SettingsError(f"{variable} names {file!r}, and there is no such file")
    return file
