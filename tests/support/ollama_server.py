"""A strict double of Ollama's `/api/chat` and `/api/embed`.

Source: https://github.com/ollama/ollama/blob/main/docs/api.md and `api/types.go` there.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from support.behaviours import Answer, Behaviour, Raw, Refuse, Reply, Stall
from support.scripted_server import (
    Handler,
    Refused,
    ScriptedServer,
    expect,
    not_streamed,
    only,
)

CHAT = "model messages tools format options stream keep_alive think logprobs top_logprobs".split()
EMBED = "model input truncate options keep_alive dimensions".split()
MESSAGE = "role content thinking images tool_calls tool_name".split()
ROLES = ("system", "user", "assistant", "tool")
WHOLE = "num_ctx num_predict num_keep seed top_k repeat_last_n num_batch num_gpu num_thread".split()
REAL = "temperature top_p min_p typical_p repeat_penalty presence_penalty frequency_penalty".split()
MOMENT = "2025-01-02T03:04:05.678901234Z"
FINAL = {
    "done_reason": "stop",
    "done": True,
    "total_duration": 4_883_583_458,
    "load_duration": 1_334_875,
    "prompt_eval_count": 26,
    "prompt_eval_duration": 342_546_000,
    "eval_count": 282,
    "eval_duration": 4_535_599_000,
}


class OllamaHandler(Handler):
    stream_type = "application/x-ndjson"
    model = ""

    def answer(self, body: Any) -> Behaviour:
        routes = {"/api/chat": self._chat, "/api/embed": self._embed}
        if self.path not in routes:
            raise Refused(404, "404 page not found")
        if self.command != "POST":
            raise Refused(405, "405 method not allowed")
        expect(dict, body, "body")
        expect(str, body.get("model"), "model")
        self.model = body["model"]
        server = self.script
        assert isinstance(server, OllamaServer)
        if self.model not in server.models:
            raise Refused(404, f"model '{self.model}' not found")
        return routes[self.path](server, body)

    def _chat(self, server: OllamaServer, body: dict[str, Any]) -> Behaviour:
        only(CHAT, body, "chat request")
        expect(list, body.get("messages"), "messages")
        for message in body["messages"]:
            _message(message)
        expect(bool, body.get("stream", True), "stream")
        expect(bool, body.get("think", False), "think")
        _options(body.get("options") or {})
        _tools(body.get("tools") or [])
        behaviour = server.next()
        return behaviour if body.get("stream", True) else not_streamed(behaviour)

    def _embed(self, server: OllamaServer, body: dict[str, Any]) -> Behaviour:
        only(EMBED, body, "embed request")
        given = body.get("input")
        texts = [given] if isinstance(given, str) else given
        expect(list, texts, "input")
        for text in texts or ():
            expect(str, text, "input")
        expect(bool, body.get("truncate", True), "truncate")
        _options(body.get("options") or {})
        behaviour = server.next()
        if isinstance(behaviour, Refuse | Answer | Stall | Raw):
            return behaviour
        return Answer(embedded(self.model, [server.vector(text) for text in texts or ()]))

    def chunk(self, piece: str) -> bytes:
        return self._line({"message": {"role": "assistant", "content": piece}, "done": False})

    def closing(self) -> bytes:
        return self._line({"message": {"role": "assistant", "content": ""}, **FINAL})

    def failing(self, message: str) -> bytes:
        return json.dumps({"error": message}).encode() + b"\n"

    def whole(self, reply: Reply) -> Any:
        calls = [{"function": {"name": one, "arguments": given}} for one, given in reply.calls]
        called = {"tool_calls": calls} if calls else {}
        message = {"role": "assistant", "content": reply.text, **called}
        return {"model": self.model, "created_at": MOMENT, "message": message, **FINAL}

    def refusal(self, refused: Refused) -> Any:
        return {"error": refused.message}

    def _line(self, fields: dict[str, Any]) -> bytes:
        return json.dumps({"model": self.model, "created_at": MOMENT, **fields}).encode() + b"\n"


@dataclass
class OllamaServer(ScriptedServer):
    """Knows the models that it is given; embeddings have `dimensions` numbers."""

    models: Sequence[str] = ("llama3.2", "all-minilm")
    dimensions: int = 4
    handler: ClassVar[type[Handler]] = OllamaHandler

    def vector(self, text: str) -> list[float]:
        """Return a vector that tells texts apart; not of length one."""
        numbers = [0.0] * self.dimensions
        for at, character in enumerate(text):
            numbers[(ord(character) + at) % self.dimensions] += 1.0
        return numbers if any(numbers) else [1.0] * self.dimensions


def embedded(model: str, vectors: Sequence[Sequence[float]]) -> str:
    """Return what `/api/embed` answers with; Python's JSON writes NaN where it is told to."""
    counts = {"total_duration": 14_143_917, "load_duration": 1_019_500, "prompt_eval_count": 8}
    return json.dumps({"model": model, "embeddings": vectors, **counts})


def _message(message: Any) -> None:
    expect(dict, message, "message")
    only(MESSAGE, message, "message")
    if message.get("role") not in ROLES:
        raise Refused(400, f"invalid role: {message.get('role')}")
    calls = message.get("tool_calls") or []
    expect(list, calls, "tool_calls")
    for call in calls:
        expect(dict, call, "tool call")
        expect(dict, call.get("function"), "function")
        expect(str, call["function"].get("name"), "name")
        expect(dict, call["function"].get("arguments"), "arguments")
    expect(str, message.get("content", "" if calls else None), "content")


def _tools(tools: Any) -> None:
    expect(list, tools, "tools")
    for tool in tools:
        expect(dict, tool, "tool")
        only(["type", "function"], tool, "tool")
        expect(dict, tool.get("function"), "function")
        only(["name", "description", "parameters"], tool["function"], "function")
        expect(str, tool["function"].get("name"), "name")
        expect(dict, tool["function"].get("parameters"), "parameters")


def _options(options: Any) -> None:
    expect(dict, options, "options")
    only([*WHOLE, *REAL, "stop"], options, "options")
    for name, value in options.items():
        if name in WHOLE:
            expect(int, value, name)
        elif name in REAL:
            expect((int, float), value, name)
