"""What a Content-Type says (RFC 9110, section 8.3.1)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from domain.events.errors import FormatUnsupported

WORD = r"[!#$%&'*+.^_`|~0-9A-Za-z-]+"
WHOLE = re.compile(rf"\s*({WORD}/{WORD})\s*((?:;.*)?)", re.ASCII | re.DOTALL)
PARAMETER = re.compile(rf'\s*;\s*(?:({WORD})=(?:({WORD})|"((?:[^"\\]|\\.)*+)"))?\s*', re.ASCII)
UTF_8 = frozenset({"utf-8", "utf8", "us-ascii"})


@dataclass(frozen=True, slots=True)
class MediaType:
    """`name` is lower case, as are the parameters' names."""

    name: str
    parameters: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    @lru_cache(64)
    def of(cls, header: str) -> "MediaType":
        """Raises FormatUnsupported for what is no media type."""
        whole = WHOLE.fullmatch(header)
        if whole is None:
            raise FormatUnsupported("the Content-Type is no media type")
        given, at = {}, 0
        while at < len(whole[2]):
            parameter = PARAMETER.match(whole[2], at)
            if parameter is None:
                raise FormatUnsupported("the Content-Type has a parameter that cannot be read")
            if parameter[1]:
                given[parameter[1].lower()] = parameter[2] or parameter[3] or ""
            at = parameter.end()
        return cls(whole[1].lower(), given)

    @property
    def is_json(self) -> bool:
        return self.name in {"application/json", "text/json"} or self.name.endswith("+json")

    @property
    def is_utf_8(self) -> bool:
        return self.parameters.get("charset", "utf-8").lower() in UTF_8
