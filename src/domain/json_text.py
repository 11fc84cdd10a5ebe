"""JSON as text, and where a text is none (RFC 8259)."""

import json
import re
from typing import Any, NoReturn

DEEPEST = 64
"""Levels of lists and objects."""
STRING = r'"(?:[^"\\]|\\.)*+"'
CONSTANT = re.compile(rf"{STRING}|(-?Infinity|NaN)", re.DOTALL)
BRACKET = re.compile(rf"{STRING}|([\[{{])|([\]}}])", re.DOTALL)


class NoJson(ValueError):
    """The bytes are no JSON; `line` and `column` count from 1, in characters."""

    def __init__(self, reason: str, text: str, at: int) -> None:
        self.line = text.count("\n", 0, at) + 1
        self.column = at - text.rfind("\n", 0, at)
        super().__init__(f"{reason} at line {self.line}, column {self.column}")


class TooDeep(NoJson):
    """It is nested so deep that it cannot even be read."""


class _Constant(ValueError):
    """NaN or an infinity."""


def check_form(raw: bytes) -> None:
    """Raise NoJson or TooDeep for what is no JSON at all, in less time."""
    read(text_of(raw), _FORM)


def text_of(raw: bytes) -> str:
    """Raises NoJson."""
    try:
        text = raw.decode()
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode()
        raise NoJson("bytes that are not UTF-8", before, len(before)) from None
    if text.startswith("\ufeff"):
        raise NoJson("a byte order mark", text, 0)
    return text


def read(text: str, decoder: json.JSONDecoder) -> Any:
    """Return what the decoder makes of it, which has `constant`; raises NoJson, TooDeep."""
    try:
        return decoder.decode(text)
    except json.JSONDecodeError as error:
        raise NoJson(error.msg.removesuffix(" at"), text, error.pos) from None
    except _Constant as told:
        at = next((one.start() for one in CONSTANT.finditer(text) if one[1]), 0)
        raise NoJson(f"{told} is no number", text, at) from None
    except RecursionError:
        raise TooDeep(f"more than {DEEPEST} levels", text, _too_deep(text)) from None


def _too_deep(text: str) -> int:
    depth = 0
    for one in BRACKET.finditer(text):
        depth += bool(one[1]) - bool(one[2])
        if depth > DEEPEST:
            return one.start()
    return 0


def constant(name: str) -> NoReturn:
    raise _Constant(name)


_FORM = json.JSONDecoder(parse_int=str, parse_float=str, parse_constant=constant)
