"""A server that does nothing, on granian: what remains is the load generator's own ceiling."""

import sys
from collections.abc import Callable, Iterable
from typing import Any

BODY = b'{"id":"018f0000-0000-7000-8000-000000000000"}'
HEADERS = [("Content-Type", "application/json"), ("Content-Length", str(len(BODY)))]


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    ready = environ["REQUEST_METHOD"] == "GET"
    start_response("200 OK" if ready else "201 Created", HEADERS)
    return (BODY,)


def main(port: int) -> None:
    from granian.constants import Interfaces
    from granian.server import Server

    Server(
        "benchmarks.floor:application",
        address="127.0.0.1",
        port=port,
        interface=Interfaces.WSGI,
        blocking_threads=1,
        log_access=False,
        websockets=False,
    ).serve()


if __name__ == "__main__":
    main(int(sys.argv[1]))
