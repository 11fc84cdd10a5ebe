"""Cut pages into passages that are long enough to mean something and short enough to cite."""

from collections.abc import Iterable, Iterator, Sequence

from domain.ids import DocumentId
from domain.knowledge.cutting import USUAL, Cut
from domain.knowledge.passage import Page, Passage, passage_id
from domain.text.sentences import Span, sentences


def split(
    document_id: DocumentId, version: int, pages: Iterable[Page], cut: Cut = USUAL
) -> Sequence[Passage]:
    """Return the pages' passages in reading order; none crosses a page, and no text is left out."""
    places = ((page, span) for page in pages for span in packed(page.text, cut.longest))
    return [
        Passage(
            id=passage_id(document_id, version, cut, ordinal),
            document_id=document_id,
            version=version,
            cut=cut,
            ordinal=ordinal,
            page=page.number,
            start=span.start,
            end=span.end,
            text=span.of(page.text),
        )
        for ordinal, (page, span) in enumerate(places)
    ]


def packed(text: str, longest: int = USUAL.longest) -> Iterator[Span]:
    """Yield spans of whole neighbouring sentences, each at most `longest` characters."""
    current: Span | None = None
    for sentence in _pieces(text, longest):
        if current is None:
            current = sentence
        elif sentence.end - current.start <= longest:
            current = Span(current.start, sentence.end)
        else:
            yield current
            current = sentence
    if current is not None:
        yield current


def _pieces(text: str, longest: int) -> Iterator[Span]:
    for sentence in sentences(text):
        start = sentence.start
        while sentence.end - start > longest:
            cut = text.rfind(" ", start + 1, start + longest) + 1 or start + longest
            yield Span(start, cut)
            start = cut
        yield Span(start, sentence.end)
