"""A strict double of OpenAI's chat completions, as other servers offer them too.

Source: https://platform.openai.com/docs/api-reference/chat/create and `…/chat/streaming`.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from support.behaviours import Behaviour, Reply
from support.scripted_server import (
    Handler,
    Refused,
    ScriptedServer,
    expect,
    not_streamed,
    only,
)

REQUEST = (
    "model messages stream stream_options n temperature top_p max_tokens max_completion_tokens "
    "stop seed user presence_penalty frequency_penalty response_format tools tool_choice metadata "
    "store"
).split()
MESSAGE = "role content name tool_calls tool_call_id refusal".split()
ROLES = ("developer", "system", "user", "assistant", "tool")
KINDS = {401: "invalid_request_error", 429: "requests", 500: "server_error"}
CODES = {401: "invalid_api_key", 404: "model_not_found", 429: "rate_limit_exceeded"}


class OpenAIHandler(Handler):
    stream_type = "text/event-stream"
    model = ""
    counts = False
    streams = True

    def answer(self, body: Any) -> Behaviour:
        server = self.script
        assert isinstance(server, OpenAIServer)
        self._authorise(server)
        if self.path != "/v1/chat/completions":
            raise Refused(404, f"Invalid URL ({self.command} {self.path})")
        if self.command != "POST":
            raise Refused(405, f"Not allowed to {self.command} on {self.path}")
        expect(dict, body, "body")
        only(REQUEST, body, "request")
        self._fields(body)
        self.model = body["model"]
        if self.model not in server.models:
            raise Refused(404, f"The model `{self.model}` does not exist")
        behaviour = server.next()
        return behaviour if self.streams else not_streamed(behaviour)

    def _authorise(self, server: OpenAIServer) -> None:
        given = self.headers.get("Authorization")
        if server.key is None and given is not None:
            raise Refused(400, "this server wants no key, and one was sent")
        if server.key is not None and given != f"Bearer {server.key}":
            raise Refused(401, f"Incorrect API key provided: {given}")

    def _fields(self, body: dict[str, Any]) -> None:
        expect(str, body.get("model"), "model")
        expect(list, body.get("messages"), "messages")
        _messages(body["messages"])
        _tools(body.get("tools") or [])
        if body.get("n", 1) != 1:
            raise Refused(400, "this double gives one choice")
        self.streams = body.get("stream") is True
        self.counts = bool((body.get("stream_options") or {}).get("include_usage"))

    def opening(self) -> bytes:
        return self._event([_choice({"role": "assistant", "content": ""})])

    def chunk(self, piece: str) -> bytes:
        return self._event([_choice({"content": piece})])

    def closing(self) -> bytes:
        usage = {"prompt_tokens": 26, "completion_tokens": 282, "total_tokens": 308}
        last = self._event([_choice({}, "stop")])
        return last + (self._event([], usage) if self.counts else b"") + b"data: [DONE]\n\n"

    def failing(self, message: str) -> bytes:
        return _data({"error": {"message": message, "type": "server_error", "param": None}})

    def whole(self, reply: Reply) -> Any:
        calls = [_called(number, *one) for number, one in enumerate(reply.calls)]
        message = {"role": "assistant", "content": reply.text or None, "refusal": None}
        choice = {
            "index": 0,
            "message": {**message, **({"tool_calls": calls} if calls else {})},
            "logprobs": None,
            "finish_reason": "tool_calls" if calls else "stop",
        }
        return {
            "id": "chatcmpl-123",
            "object": "chat.completion",
            "created": 1_735_787_045,
            "model": self.model,
            "choices": [choice],
            "usage": {"prompt_tokens": 26, "completion_tokens": 282, "total_tokens": 308},
        }

    def refusal(self, refused: Refused) -> Any:
        return {
            "error": {
                "message": refused.message,
                "type": KINDS.get(refused.status, "invalid_request_error"),
                "param": None,
                "code": CODES.get(refused.status),
            }
        }

    def _event(self, choices: list[Any], usage: dict[str, int] | None = None) -> bytes:
        counted = {"usage": usage} if self.counts else {}
        return _data(
            {
                "id": "chatcmpl-123",
                "object": "chat.completion.chunk",
                "created": 1_735_787_045,
                "model": self.model,
                "system_fingerprint": "fp_44709d6fcb",
                "choices": choices,
                **counted,
            }
        )


@dataclass
class OpenAIServer(ScriptedServer):
    """With a `key` it demands that key, without one it demands that none is sent."""

    models: Sequence[str] = ("gpt-4o-mini",)
    key: str | None = "sk-of-the-tests"
    handler: ClassVar[type[Handler]] = OpenAIHandler


def _messages(messages: list[Any]) -> None:
    """Refuse what the API refuses: a call of a tool that the next messages do not answer."""
    open_calls = set[str]()
    for message in messages:
        expect(dict, message, "message")
        only(MESSAGE, message, "message")
        if message.get("role") not in ROLES:
            raise Refused(400, f"Invalid value: '{message.get('role')}'")
        if message["role"] == "tool":
            expect(str, message.get("tool_call_id"), "tool_call_id")
            if message["tool_call_id"] not in open_calls:
                raise Refused(400, "a tool message answers no call that was made")
            open_calls.remove(message["tool_call_id"])
        elif open_calls:
            raise Refused(400, "a tool call was not answered")
        calls = message.get("tool_calls") or []
        open_calls |= {_call_id(one) for one in calls}
        if not calls or message.get("content") is not None:
            expect(str, message.get("content"), "content")


def _call_id(call: Any) -> str:
    expect(dict, call, "tool call")
    only(["id", "type", "function"], call, "tool call")
    expect(str, call.get("id"), "id")
    expect(dict, call.get("function"), "function")
    expect(str, call["function"].get("name"), "name")
    expect(str, call["function"].get("arguments"), "arguments")
    return str(call["id"])


def _tools(tools: Any) -> None:
    expect(list, tools, "tools")
    for tool in tools:
        expect(dict, tool, "tool")
        only(["type", "function"], tool, "tool")
        expect(dict, tool.get("function"), "function")
        only(["name", "description", "parameters", "strict"], tool["function"], "function")
        expect(str, tool["function"].get("name"), "name")
        expect(dict, tool["function"].get("parameters"), "parameters")


def _called(number: int, name: str, given: Any) -> dict[str, Any]:
    arguments = given if isinstance(given, str) else json.dumps(given)
    function = {"name": name, "arguments": arguments}
    return {"id": f"call_{number}", "type": "function", "function": function}


def _choice(delta: dict[str, str], finished: str | None = None) -> dict[str, Any]:
    return {"index": 0, "delta": delta, "logprobs": None, "finish_reason": finished}


def _data(value: dict[str, Any]) -> bytes:
    return b"data: " + json.dumps(value).encode() + b"\n\n"
