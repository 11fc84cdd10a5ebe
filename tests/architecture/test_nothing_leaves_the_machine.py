"""The suite reaches nothing beyond loopback, and neither do the processes that it starts."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from support.loopback import LeftTheMachine

PROCESSES = Path(__file__).parents[1] / "support" / "processes"
OUTSIDE = ("192.0.2.1", 9)  # TEST-NET-1 (RFC 5737): nobody is there


def test_a_connection_to_elsewhere_is_stopped_before_it_is_made() -> None:
    with socket.socket() as stranger, pytest.raises(LeftTheMachine):
        stranger.connect(OUTSIDE)


def test_a_datagram_to_elsewhere_is_stopped() -> None:
    with (
        socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as stranger,
        pytest.raises(LeftTheMachine),
    ):
        stranger.sendto(b"hello", OUTSIDE)


def test_a_name_elsewhere_is_not_even_looked_up() -> None:
    with pytest.raises(LeftTheMachine):
        socket.getaddrinfo("example.invalid", 443)


def test_loopback_is_home() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(server.getsockname()).close()


def test_a_process_that_the_suite_starts_is_held_to_the_same() -> None:
    script = f"import socket; socket.socket().connect({OUTSIDE})"
    environment = {**os.environ, "PYTHONPATH": str(PROCESSES)}
    done = subprocess.run(
        [sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=False
    )

    assert "LeftTheMachine" in done.stderr


@pytest.mark.slow
def test_haystack_is_switched_off_before_its_first_import() -> None:
    script = (
        "from adapters.haystack import quiet\n"
        "with quiet():\n"
        "    import haystack\n"
        "    from haystack.telemetry import _telemetry\n"
        "assert _telemetry.telemetry is None, 'telemetry is on'\n"
    )
    path = os.pathsep.join([str(PROCESSES), str(PROCESSES.parents[2] / "src")])
    environment = {**os.environ, "PYTHONPATH": path}
    done = subprocess.run(
        [sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stderr
