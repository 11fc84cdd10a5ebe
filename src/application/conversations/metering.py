"""Count what one answer takes while it is written."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from application.clock import Clock
from application.conversations.ports import AnswerWriter, Brief
from domain.conversations.context_budget import Context
from domain.conversations.usage import Tokens, Usage
from domain.text.tokens import tokens


@dataclass(slots=True)
class Meter:
    """Reads along; begun before the search, asked when the last word is written."""

    clock: Clock
    began: datetime
    read: str = ""
    written: list[str] = field(default_factory=list)
    told: Tokens | None = None

    def writing(self, writer: AnswerWriter, question: str, context: Context) -> Generator[str]:
        """Yield what the writer writes from this; closing it ends the writer's call."""
        said = (turn.content for turn in context.history)
        shown = (f"{one.title}\n{one.text}" for one in context.evidence)
        self.read = "\n".join([*said, *shown, question])
        brief = Brief(
            question=question,
            history=context.history,
            evidence=context.evidence,
            spent=self._spent,
        )
        with closing(writer.write(brief)) as pieces:
            for piece in pieces:
                self.written.append(piece)
                yield piece

    @property
    def usage(self) -> Usage:
        written = "".join(self.written)
        return Usage.counted(
            self.read,
            written,
            self.told,
            estimated=Tokens(tokens(self.read), tokens(written)),
            milliseconds=(self.clock.now() - self.began) // timedelta(milliseconds=1),
        )

    def _spent(self, told: Tokens) -> None:
        self.told = told
