"""A model that does whatever a document tells it to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from support.behaviours import Behaviour, Say
from support.ollama_server import OllamaHandler, OllamaServer
from support.poison import POISONS
from support.scripted_server import Handler


class GullibleHandler(OllamaHandler):
    """Obeys each order that it sees in the evidence, and only then tells what it was asked for."""

    def answer(self, body: Any) -> Behaviour:
        super().answer(body)
        seen = _bare(body["messages"][-1]["content"])
        server = self.script
        assert isinstance(server, GullibleServer)
        obeyed = [one.obeyed for one in POISONS if _bare(one.text) in seen]
        server.obeyed += len(obeyed)
        return Say([*(f"{one}\n\n" for one in obeyed), *server.honest])


@dataclass
class GullibleServer(OllamaServer):
    honest: tuple[str, ...] = ()
    obeyed: int = 0
    handler: ClassVar[type[Handler]] = GullibleHandler


def _bare(text: str) -> str:
    """Return the text as a model reads it that does not mind blanks."""
    return "".join(text.split())
