"""A secret that is made once, and kept in a file that only its owner reads."""

import os
import secrets
from contextlib import suppress
from pathlib import Path

SECRET_BYTES = 32
OWN = 0o600


def kept_secret(file: Path) -> bytes:
    """Return the file's secret; whoever comes first makes it, and all who come read the same.

    It appears whole or not at all: it is written under a name of its own and then linked, which
    fails when another was quicker.
    """
    with suppress(FileNotFoundError):
        return file.read_bytes().strip()
    file.parent.mkdir(parents=True, exist_ok=True)
    own = file.with_name(f".{file.name}-{secrets.token_hex(8)}")
    made = os.open(own, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWN)
    try:
        with os.fdopen(made, "wb") as written:
            written.write(secrets.token_hex(SECRET_BYTES).encode())
            written.flush()
            os.fsync(written.fileno())
        with suppress(FileExistsError):
            os.link(own, file)
    finally:
        own.unlink()
    return file.read_bytes().strip()
