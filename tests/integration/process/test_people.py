"""People sign up, in and out at a server as its users start it."""

import json
import socket
import subprocess
from pathlib import Path
from stat import S_IMODE

import pytest

from support.command import portico
from support.served import REQUIRED, Served, served

pytestmark = pytest.mark.slow
ADA = {"email": "ada@example.com", "password": "correct horse battery"}


def signed_in(server: Served) -> str:
    token = server.client.post("/api/v1/auth/sign-up", json=ADA).json()["verification_token"]
    proved = server.client.post("/api/v1/auth/verifications", json={"token": token})
    assert proved.status_code == 204
    access: str = server.client.post("/api/v1/auth/sign-in", json=ADA).json()["access_token"]
    return access


def raw(server: Served, *authorizations: str) -> str:
    """Ask with the headers exactly as they are given, and return the first line of the answer."""
    lines = "".join(f"Authorization: {one}\r\n" for one in authorizations)
    port = server.client.base_url.port
    head = f"GET /api/v1/me HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n{lines}Connection: close\r\n\r\n"
    with socket.create_connection(("127.0.0.1", port or 80), 10) as connection:
        connection.sendall(head.encode())
        return connection.makefile().readline().strip()


def test_a_bearer_stands_in_one_header(tmp_path: Path) -> None:
    with served(settings={"PORTICO_HOME": str(tmp_path), **REQUIRED}) as server:
        good = f"Bearer {signed_in(server)}"
        assert raw(server, good) == "HTTP/1.1 200 OK"
        for pair in ((good, good), (good, "Basic YTpi"), ("Basic YTpi", good), ("Bearer x", good)):
            assert raw(server, *pair).startswith("HTTP/1.1 401"), pair
    assert S_IMODE((tmp_path / "secret").stat().st_mode) == 0o600


def test_tokens_outlive_the_server_that_issued_them(tmp_path: Path) -> None:
    with served("--processes", "2", settings={"PORTICO_HOME": str(tmp_path), **REQUIRED}) as server:
        access = signed_in(server)
    with served("--processes", "2", settings={"PORTICO_HOME": str(tmp_path), **REQUIRED}) as server:
        for _ in range(8):
            assert raw(server, f"Bearer {access}") == "HTTP/1.1 200 OK"


def test_the_lines_that_the_demo_prints_are_ready_to_be_pasted(tmp_path: Path) -> None:
    memory = {"PORTICO_EMBEDDER_URL": "memory:"}
    with served(settings={"PORTICO_HOME": str(tmp_path), **memory, **REQUIRED}) as server:
        printed = portico(tmp_path, "demo", "--at", str(server.client.base_url).rstrip("/")).stdout
        lines = "\n".join(line for line in printed.splitlines() if line.startswith("  "))
        done = subprocess.run(["bash", "-c", lines], capture_output=True, check=True, timeout=20)
        assert json.loads(done.stdout)["items"] == []
        assert server.client.post("/api/v1/search", json={"query": "lifeboat"}).status_code == 401


def test_whoever_runs_the_server_lets_the_first_people_in(tmp_path: Path) -> None:
    with served(settings={"PORTICO_HOME": str(tmp_path), **REQUIRED}) as server:
        word = ("--password", ADA["password"])
        assert portico(tmp_path, "people", "add", ADA["email"], "--role", "admin", *word).stdout
        access = server.client.post("/api/v1/auth/sign-in", json=ADA).json()["access_token"]
        bearer = {"Authorization": f"Bearer {access}"}
        (local,) = server.client.get("/api/v1/organisations", headers=bearer).json()["items"]
        assert (local["name"], local["role"]) == ("Local", "admin")
        assert server.client.get("/api/v1/index", headers=bearer).status_code == 200
