"""The body of a Word document as its XML is read: paragraphs, headings and tables in their order.

A page ends at an explicit break, or where the program that saved the file last had broken it. Text
that is hidden, deleted or a field's code is left out.
"""

from collections.abc import Mapping

from adapters.knowledge.extraction.limits import Limits
from adapters.knowledge.extraction.lines import Lines
from domain.knowledge.errors import Unreadable

WORD = (
    "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}",
    "{http://purl.oclc.org/ooxml/wordprocessingml/main}",
)
"""The namespaces of transitional and of strict documents."""
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
"""The same content once more, for programs that know less."""
OFF = frozenset({"0", "false", "off"})
SIGNS = {"tab": " ", "noBreakHyphen": "-", "ptab": " "}


class Body:
    """Hears of elements as they come; `pages` are those that are complete."""

    def __init__(self, limits: Limits) -> None:
        self.pages: list[str] = []
        self._lines = Lines(limits)
        self._skipped = 0
        self._is_text = self._is_hidden = False

    def doctype(self, *_: object) -> None:
        """Refuse what no Word document has, and what every attack with entities needs."""
        raise Unreadable("the document's XML declares a document type, as no Word document does")

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if self._skipped or tag == FALLBACK:
            self._skipped += 1
            return
        namespace, name = _split(tag)
        if namespace not in WORD:
            return
        given = {_split(key)[1]: value for key, value in attributes.items()}
        self._began(name, given)

    def end(self, tag: str) -> None:
        if self._skipped:
            self._skipped -= 1
            return
        namespace, name = _split(tag)
        if namespace in WORD:
            self._ended(name)

    def data(self, text: str) -> None:
        if self._is_text and not (self._is_hidden or self._skipped):
            self._lines.write(text)

    def close(self) -> None:
        self.pages.append(self._lines.take())

    def _began(self, name: str, given: Mapping[str, str]) -> None:
        if name == "t":
            self._is_text = True
        elif name == "r":
            self._is_hidden = False
        elif name == "vanish":
            self._is_hidden = given.get("val", "true") not in OFF
        elif name == "tr":
            self._lines.begin_row()
        elif name == "br" and given.get("type") == "page":
            self.pages.append(self._lines.take())
        elif name == "lastRenderedPageBreak":
            self._break_where_it_was()
        elif name in {"br", "cr"}:
            self._lines.end_line()
        elif name in SIGNS:
            self._lines.write(SIGNS[name])

    def _ended(self, name: str) -> None:
        if name == "t":
            self._is_text = False
        elif name == "p":
            self._lines.end_block()
        elif name == "tc":
            self._lines.end_cell()
        elif name == "tr":
            self._lines.end_row()

    def _break_where_it_was(self) -> None:
        """End the page, unless the explicit break that caused it has done so already."""
        if self._lines.has_text():
            self.pages.append(self._lines.take())


def _split(name: str) -> tuple[str, str]:
    namespace, brace, local = name.rpartition("}")
    return namespace + brace, local
