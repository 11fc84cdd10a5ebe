"""What is done to an answer of OpenAI's protocol before its client reads it."""

import json
from typing import Any

import httpx
import pytest

from adapters.language_model.tool_calls import keep_calls

CALL = {"id": "1", "type": "function", "function": {"name": "persona", "arguments": '{"a": 1}'}}


def answered(content: Any, kind: str = "application/json") -> httpx.Response:
    text = content if isinstance(content, str) else json.dumps(content)
    stream = httpx.ByteStream(text.encode())
    response = httpx.Response(200, headers={"Content-Type": kind}, stream=stream)
    keep_calls(response)
    return response


@pytest.mark.parametrize(
    "content",
    [
        {"choices": [{"message": {"content": "Hello", "tool_calls": [CALL]}}]},
        {"choices": [{"message": {"content": "Hello", "tool_calls": None}}]},
        {"choices": [{"message": None}]},
        {"choices": [{"message": {"tool_calls": [{"id": "1"}]}}]},
        {"choices": 5},
        {"error": {"message": "too many"}},
        [],
        "{no json",
        pytest.param("[" * 100_000, id="deep"),
    ],
)
def test_what_needs_no_mending_is_left_as_it_came(content: Any) -> None:
    text = content if isinstance(content, str) else json.dumps(content)
    assert answered(content).read() == text.encode()


def test_a_stream_is_not_read() -> None:
    assert not answered("data: {}\n\n", "text/event-stream").is_stream_consumed


def test_arguments_are_kept_as_far_as_they_matter() -> None:
    wrong = {**CALL, "function": {"name": "persona", "arguments": "x" * 10_000}}
    told = {"choices": [{"message": {"tool_calls": [CALL, wrong]}}]}
    calls = answered(told).json()["choices"][0]["message"]["tool_calls"]
    assert calls[0] == CALL
    assert json.loads(calls[1]["function"]["arguments"]) == {"not_an_object": "x" * 200}
