"""A mail server on loopback: a few lines of RFC 5321, with and without TLS."""

import socketserver
from base64 import b64decode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Thread
from typing import Any

from support.certificates import Certificate


@dataclass(slots=True)
class Letterbox:
    """What the server was told; `refuses` makes it say no to that command."""

    port: int = 0
    letters: list[str] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    logins: list[tuple[bytes, bool]] = field(default_factory=list)
    commands: list[str] = field(default_factory=list)
    refuses: str = ""


class Conversation(socketserver.StreamRequestHandler):
    box: Letterbox
    certificate: Certificate | None
    implicit: bool

    def setup(self) -> None:
        self.secure = self.implicit
        if self.implicit:
            self._wrap()
        super().setup()

    def finish(self) -> None:
        super().finish()
        self.request.close()  # TLS put another socket in the place of the server's

    def handle(self) -> None:
        self._say("220 here")
        while line := self.rfile.readline().decode().strip():
            command = line.split()[0].upper()
            self.box.commands.append(command)
            if command == self.box.refuses:
                self._say("451 not now")
            elif not self._answer(command, line):
                return

    def _answer(self, command: str, line: str) -> bool:
        match command:
            case "EHLO":
                offers = "STARTTLS" if self.certificate and not self.secure else "8BITMIME"
                self._say(f"250-here\r\n250-AUTH PLAIN\r\n250 {offers}")
            case "STARTTLS":
                self._say("220 go on")
                self._wrap()
                super().setup()
                self.secure = True
            case "AUTH":
                self.box.logins.append((b64decode(line.split()[2]), self.secure))
                self._say("235 welcome")
            case "DATA":
                self._say("354 go on")
                self.box.letters.append(self._letter())
                self._say("250 kept")
            case "QUIT":
                self._say("221 bye")
                return False
            case "RCPT":
                self.box.recipients.append(line)
                self._say("250 yes")
            case _:
                self._say("250 yes")
        return True

    def _letter(self) -> str:
        lines: list[str] = []
        while (line := self.rfile.readline().decode().rstrip("\r\n")) != ".":
            lines.append(line)
        return "\n".join(lines)

    def _say(self, text: str) -> None:
        self.wfile.write(f"{text}\r\n".encode())
        self.wfile.flush()

    def _wrap(self) -> None:
        assert self.certificate is not None
        self.request = self.certificate.server.wrap_socket(self.request, server_side=True)


@contextmanager
def letterbox(
    certificate: Certificate | None = None, *, implicit: bool = False
) -> Iterator[Letterbox]:
    """Serve until the block ends; with a certificate it offers STARTTLS, or begins with TLS."""
    box = Letterbox()
    told: dict[str, Any] = {"box": box, "certificate": certificate, "implicit": implicit}
    handler = type("Told", (Conversation,), told)
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), handler) as server:
        server.daemon_threads = True
        box.port = server.server_address[1]
        thread = Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        yield box
        server.shutdown()
        thread.join()
