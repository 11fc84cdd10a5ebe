"""A double of the few calls to Elasticsearch that the index makes, over a fixed set of passages.

Source: https://www.elastic.co/docs/api/doc/elasticsearch (bulk, search, refresh, mapping).
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar
from urllib.parse import parse_qsl, urlsplit

from adapters.knowledge.elasticsearch_index.mapping import mappings
from support.behaviours import Answer, Behaviour, Say
from support.scripted_server import Handler, Refused, ScriptedServer

GOOD = Say(())
"""Answer as the server does when all is well."""
DIMENSIONS = 3


class ElasticsearchHandler(Handler):
    stream_type = "application/vnd.elasticsearch+json;compatible-with=9"

    def end_headers(self) -> None:
        if self._server().product:
            self.send_header("X-Elastic-Product", self._server().product)
        super().end_headers()

    def answer(self, body: Any) -> Behaviour:
        if "compatible-with=9" not in self.headers["Accept"]:
            raise Refused(406, "this double is of version 9")
        server = self._server()
        call = urlsplit(self.path).path.rpartition("/")[2]
        behaviour = server.next() if call == server.at else GOOD
        if isinstance(behaviour, Say):
            return Answer(json.dumps(self._good(call, body)))
        return behaviour

    def _good(self, call: str, body: Any) -> Any:
        held = self._server().held
        match call:
            case "_mapping":
                name = self.path.split("/")[1]
                return {name: {"mappings": mappings(DIMENSIONS)}}
            case "_search":
                after = (body.get("search_after") or [""])[0]
                names = [name for name in sorted(held) if name > after][: body["size"]]
                return found([[name] for name in names])
            case "_bulk":
                return done(*[(kind, 200) for line in body for kind in line if kind in KINDS])
            case "_refresh":
                return {"_shards": {"total": 1, "successful": 1, "failed": 0}}
        return {"acknowledged": True}

    def _body(self) -> Any:
        raw = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        if "ndjson" in self.headers.get("Content-Type", ""):
            return [json.loads(line) for line in raw.splitlines()]
        return json.loads(raw) if raw else None

    def _server(self) -> ElasticsearchServer:
        assert isinstance(self.script, ElasticsearchServer)
        return self.script

    def chunk(self, piece: str) -> bytes:
        return piece.encode()

    def closing(self) -> bytes:
        return b""

    def failing(self, message: str) -> bytes:
        return message.encode()

    def refusal(self, refused: Refused) -> Any:
        return {"error": {"type": refused.message}, "status": refused.status}


KINDS = ("index", "delete")


@dataclass
class ElasticsearchServer(ScriptedServer):
    """The behaviours are for calls that end in `at`; others are answered as when all is well.

    `held` are the hexadecimal ids of the document's passages.
    """

    at: str = "_bulk"
    held: Sequence[str] = ()
    product: str = "Elasticsearch"
    handler: ClassVar[type[Handler]] = ElasticsearchHandler

    def bulks(self) -> list[tuple[list[tuple[str, str]], str]]:
        """Return what each bulk request was to do, in order, and what it said of refreshing."""
        asked = [request for request in self.requests if "/_bulk" in request.path]
        return [
            (
                [(kind, line[kind]["_id"]) for line in one.body for kind in KINDS if kind in line],
                dict(parse_qsl(urlsplit(one.path).query)).get("refresh", ""),
            )
            for one in asked
        ]


def done(*outcomes: tuple[str, int]) -> dict[str, Any]:
    """Return a bulk answer: a kind and a status each; 300 and above are told as errors."""
    items = [{kind: outcome(status)} for kind, status in outcomes]
    return {"took": 1, "errors": any(status >= 300 for _, status in outcomes), "items": items}


def outcome(status: int) -> dict[str, Any]:
    error = {"error": {"type": f"odd_{status}"}} if status >= 300 else {}
    return {"status": status, **error}


def found(rows: Sequence[Sequence[Any]]) -> dict[str, Any]:
    """Return a search answer: what each hit was sorted by."""
    hits = [{"_index": "i", "_score": None, "sort": list(row)} for row in rows]
    return {"took": 1, "timed_out": False, "hits": {"max_score": None, "hits": hits}}
