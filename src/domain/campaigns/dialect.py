"""How a file's bytes are to be read: declared, or proven by its header; never guessed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from domain.campaigns.errors import DialectMalformed

DELIMITERS: Final = (",", ";", "\t", "|")
QUOTES: Final = ('"', "'")
ENCODINGS: Final = ("utf-8", "utf-16-le", "utf-16-be", "latin-1")
NEWLINES: Final = {"lf": "\n", "crlf": "\n", "cr": "\r"}
"""A line ends with LF, whether or not a CR stands before it; or with CR in a file that says so."""
WORDS: Final = {"comma": ",", "semicolon": ";", "tab": "\t", "pipe": "|"}
MARKS: Final = {"utf-8": b"\xef\xbb\xbf", "utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}
"""Byte order marks (RFC 3629, section 6; RFC 2781, section 3.2)."""


@dataclass(frozen=True, slots=True)
class Declared:
    """What was said of a file; what is None is for its bytes to prove."""

    delimiter: str | None = None
    quote: str | None = None
    encoding: str | None = None
    newline: str | None = None

    @classmethod
    def parse(cls, text: str) -> Declared:
        """Read `delimiter=semicolon quote=" encoding=latin-1 newline=cr`, each word at will.

        Raises DialectMalformed.
        """
        said: dict[str, str] = {}
        for word in text.split():
            name, equals, value = word.partition("=")
            value = WORDS.get(value, value).lower()
            if not equals or name in said or value not in KNOWN.get(name, ()):
                raise DialectMalformed(SAYS)
            said[name] = value
        return cls(**said)

    def written(self) -> dict[str, str]:
        names = ("delimiter", "quote", "encoding", "newline")
        said = {name: getattr(self, name) for name in names}
        return {name: value for name, value in said.items() if value is not None}


KNOWN: Final = {
    "delimiter": DELIMITERS,
    "quote": QUOTES,
    "encoding": ENCODINGS,
    "newline": tuple(NEWLINES),
}
SAYS: Final = (
    'a dialect is words such as delimiter=comma quote=" encoding=utf-8 newline=lf; delimiters are'
    f" {', '.join(WORDS)}, quotes \" and ', encodings {', '.join(ENCODINGS)},"
    f" newlines {', '.join(NEWLINES)}"
)


@dataclass(frozen=True, slots=True)
class Dialect:
    delimiter: str
    quote: str
    encoding: str
    newline: str

    def to_utf8(self, raw: bytes) -> bytes:
        """Return the bytes as UTF-8 with LF: what they say, also where that is no text."""
        if self.encoding != "utf-8":
            raw = raw.decode(self.encoding, "surrogatepass").encode("utf-8", "surrogatepass")
        return raw.translate(TURNED) if self.newline == "cr" else raw

    def to_raw(self, read: bytes) -> bytes:
        """Return the bytes of the file that were read as these."""
        raw = read.translate(TURNED) if self.newline == "cr" else read
        if self.encoding == "utf-8":
            return raw
        return raw.decode("utf-8", "surrogatepass").encode(self.encoding, "surrogatepass")

    @property
    def unit(self) -> int:
        """Return how many bytes there are at least, and at a time."""
        return 2 if self.encoding.startswith("utf-16") else 1


TURNED: Final = bytes.maketrans(b"\r\n", b"\n\r")
"""In a file whose lines end with CR, LF is what CR is elsewhere."""
