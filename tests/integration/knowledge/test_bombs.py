"""Files that would bring down who reads them, read by processes that may be brought down."""

from dataclasses import replace

import pytest

from adapters.knowledge.extraction.confined import ConfinedTextExtractor
from adapters.knowledge.extraction.limits import ORDINARY, Limits
from domain.knowledge.errors import Unreadable
from domain.knowledge.media_type import MediaType
from support.pdfs import make_bomb

SMALL = replace(ORDINARY, memory_bytes=256_000_000)
LINE = b"(hello hello) Tj T*\n"


def code(content: bytes, kind: MediaType, limits: Limits) -> str:
    with pytest.raises(Unreadable) as refused:
        ConfinedTextExtractor(limits).extract(content, kind)
    return refused.value.code


def test_a_pdf_that_draws_without_end_needs_too_much_memory() -> None:
    bomb = make_bomb(b"BT /F1 11 Tf 50 780 Td\n" + LINE * 1_000_000, 3)

    assert len(bomb) < 200_000
    assert code(bomb, MediaType.PDF, SMALL) == "needed_too_much_memory"


def test_a_table_of_one_line_needs_too_much_memory() -> None:
    assert code(b"ab," * 6_000_000, MediaType.CSV, SMALL) == "needed_too_much_memory"


def test_html_that_keeps_a_processor_busy_takes_too_long() -> None:
    busy = b"<table><tr><td>" * 2_000_000

    assert code(busy, MediaType.HTML, replace(ORDINARY, cpu_seconds=1)) == "took_too_long"
