"""Passages of pages."""

from uuid import uuid4

from hypothesis import given
from hypothesis import strategies as st

from domain.ids import DocumentId
from domain.knowledge.cutting import USUAL
from domain.knowledge.passage import Page
from domain.knowledge.splitting import split

ID = DocumentId(uuid4())
PAGES = st.lists(st.text(max_size=3_000), max_size=4).map(
    lambda texts: [Page(number, text) for number, text in enumerate(texts, start=1)]
)


@given(PAGES)
def test_a_passage_is_its_place_on_the_page_to_the_letter(pages: list[Page]) -> None:
    texts = {page.number: page.text for page in pages}

    for passage in split(ID, 1, pages):
        assert passage.text == texts[passage.page][passage.start : passage.end]
        assert 0 < len(passage.text) <= USUAL.longest


@given(PAGES)
def test_no_character_but_blanks_is_left_out(pages: list[Page]) -> None:
    kept = "".join(passage.text for passage in split(ID, 1, pages))

    assert "".join(kept.split()) == "".join("".join(page.text for page in pages).split())


def test_sentences_stay_whole_where_they_fit() -> None:
    sentence = "This sentence has exactly forty-five letters."
    page = Page(1, " ".join([sentence] * 60))

    for passage in split(ID, 1, [page]):
        assert passage.text.endswith(".")


def test_names_do_not_change_when_a_document_is_read_again() -> None:
    pages = [Page(1, "One. " * 400), Page(2, "Two.")]

    assert split(ID, 1, pages) == split(ID, 1, pages)
    assert split(ID, 1, pages)[0].id != split(ID, 2, pages)[0].id
