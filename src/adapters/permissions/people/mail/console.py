"""Letters shown where the server was started, for a machine of one's own."""

import sys
from dataclasses import dataclass
from typing import TextIO

from application.permissions.people.ports import Mail

LINE = "-" * 72


@dataclass(frozen=True, slots=True)
class ConsoleMailer:
    """Writes to stderr unless it is given another stream."""

    stream: TextIO | None = None

    def send(self, mail: Mail) -> None:
        shown = f"{LINE}\nTo: {mail.to}\nSubject: {mail.subject}\n\n{mail.text}{LINE}\n"
        stream = self.stream or sys.stderr
        stream.write(shown)
        stream.flush()
