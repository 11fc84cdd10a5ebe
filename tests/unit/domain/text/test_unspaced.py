"""Words where no blank ends one."""

import pytest

from domain.text.terms import terms
from domain.text.unspaced import spaced


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("港は六時", ["港は", "は六", "六時"]),
        ("港", ["港"]),
        ("ท่าเรือ", ["ทา", "าเ", "เร", "รอ"]),
        ("open 六時 daily", ["open", "六時", "daily"]),
        ("", []),
        ("harbour", ["harbour"]),
        ("гавань", ["гавань"]),
    ],
)
def test_a_run_is_cut_into_overlapping_pairs(text: str, pieces: list[str]) -> None:
    assert spaced(text).split() == pieces


def test_a_part_of_a_sentence_shares_its_terms() -> None:
    assert set(terms("港は毎朝")) <= set(terms("横浜の港は毎朝六時に開きます。"))
