"""A strict double of OpenAI's chat completions, as other servers offer them too.

Source: https://platform.openai.com/docs/api-reference/chat/create and `…/chat/streaming`.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from support.behaviours import Behaviour
from support.scripted_server import Handler, Refused, ScriptedServer, expect, only

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
        return server.next()

    def _authorise(self, server: OpenAIServer) -> None:
        given = self.headers.get("Authorization")
        if server.key is None and given is not None:
            raise Refused(400, "this server wants no key, and one was sent")
        if server.key is not None and given != f"Bearer {server.key}":
            raise Refused(401, f"Incorrect API key provided: {given}")

    def _fields(self, body: dict[str, Any]) -> None:
        expect(str, body.get("model"), "model")
        expect(list, body.get("messages"), "messages")
        for message in body["messages"]:
            expect(dict, message, "message")
            only(MESSAGE, message, "message")
            if message.get("role") not in ROLES:
                raise Refused(400, f"Invalid value: '{message.get('role')}'")
            expect(str, message.get("content"), "content")
        if body.get("n", 1) != 1:
            raise Refused(400, "this double gives one choice")
        if body.get("stream") is not True:
            raise Refused(400, "this double only streams")
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


def _choice(delta: dict[str, str], finished: str | None = None) -> dict[str, Any]:
    return {"index": 0, "delta": delta, "logprobs": None, "finish_reason": finished}


def _data(value: dict[str, Any]) -> bytes:
    return b"data: " + json.dumps(value).encode() + b"\n\n"
