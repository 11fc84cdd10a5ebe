"""Nothing leaves this machine: a hook that no Python code can take off again.

Installed by conftest.py for the suite, and by sitecustomize.py for the processes it starts.
"""

import ipaddress
import sys
from collections.abc import Set
from typing import Any

NAMES = {"localhost", "", "0.0.0.0", "::"}
REACHING = frozenset({"socket.connect", "socket.sendto", "socket.getaddrinfo"})


class LeftTheMachine(RuntimeError):
    """Something tried to reach beyond loopback."""


def is_local(host: Any) -> bool:
    name = host.decode() if isinstance(host, bytes) else str(host or "")
    if name in NAMES:
        return True
    try:
        return ipaddress.ip_address(name.partition("%")[0]).is_loopback
    except ValueError:
        return False


def guard(event: str, arguments: tuple[Any, ...], reaching: Set[str] = REACHING) -> None:
    """Pass over what does not reach out as soon as can be: there are thousands a second.

    It is asked still when a process ends and names of this module are gone.
    """
    if event in reaching:
        _judge(event, arguments)


def _judge(event: str, arguments: tuple[Any, ...]) -> None:
    if event == "socket.getaddrinfo":
        host = arguments[0]
    elif isinstance(arguments[1], tuple):
        host = arguments[1][0]
    else:
        return
    if not is_local(host):
        raise LeftTheMachine(f"{event} to {host}")


def install() -> None:
    sys.addaudithook(guard)
