"""Claims against evidence."""

import re
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.conversations.blanked import blanked
from domain.conversations.claims import Claim, claims, parsed
from domain.conversations.evidence import Evidence, EvidenceId
from domain.conversations.grounding import NUMBER, Draft, Grounded
from domain.conversations.message import AnswerStatus
from domain.ids import DocumentId
from domain.text.inert import ADDRESS
from domain.text.terms import words

HARBOUR = "The harbour opens at six in the morning. Boats wait out-\nside until then."
MASTER = "Ada Quill has been the harbour master since 1998."


def evidence(text: str, start: int = 0) -> Evidence:
    return Evidence(
        passage_id=EvidenceId(uuid4()),
        document_id=DocumentId(uuid4()),
        version=1,
        title="Handbook",
        page=4,
        start=start,
        text=text,
        score=1.0,
        relevance=1.0,
    )


@pytest.fixture
def draft() -> Draft:
    return Draft((evidence(HARBOUR, start=100), evidence(MASTER)))


def weigh(draft: Draft, *said: Claim) -> Draft:
    for claim in said:
        draft, _ = draft.weighed(claim)
    return draft


def test_a_claim_that_stands_is_quoted_to_the_letter(draft: Draft) -> None:
    after, grounded = draft.weighed(Claim("The harbour opens at six in the morning.", (1,)))

    assert grounded is not None
    (citation,) = grounded.citations
    assert grounded.text == "The harbour opens at six in the morning. [1]"
    assert (citation.start, citation.end, citation.page) == (100, 140, 4)
    assert citation.quote == HARBOUR[:40]
    assert after.status is AnswerStatus.ANSWERED


def test_a_word_split_at_a_lines_end_is_no_obstacle(draft: Draft) -> None:
    after = weigh(draft, Claim("Boats wait outside until then.", (1,)))

    assert after.citations[0].quote == "Boats wait out-\nside until then."


def test_numbers_in_the_text_count_citations_and_not_evidence(draft: Draft) -> None:
    after = weigh(
        draft,
        Claim("Ada Quill is the harbour master since 1998.", (2,)),
        Claim("The harbour opens at six.", (1,)),
        Claim("Ada Quill is harbour master since 1998.", (2,)),
    )

    assert [one.marker for one in after.citations] == [1, 2]
    assert after.content.count("[1]") == 2


def test_a_claim_that_nothing_bears_out_is_withheld(draft: Draft) -> None:
    after, grounded = draft.weighed(Claim("The moon is made of green cheese.", (1,)))

    assert grounded is None
    assert (after.withheld, after.content, after.status) == (1, "", AnswerStatus.ABSTAINED)


def test_a_figure_that_the_passage_does_not_hold_is_withheld(draft: Draft) -> None:
    after = weigh(draft, Claim("Ada Quill has been the harbour master since 1999.", (2,)))

    assert after.withheld == 1


def test_a_number_the_model_never_saw_names_nothing(draft: Draft) -> None:
    known = weigh(draft, Claim("The harbour opens at six in the morning.", (99,)))
    made_up = weigh(draft, Claim("The harbour has a casino.", (99,)))

    assert known.citations[0].quote == HARBOUR[:40]
    assert made_up.withheld == 1


def test_a_claim_that_names_the_wrong_evidence_is_withheld(draft: Draft) -> None:
    assert weigh(draft, Claim("Boats wait outside until then.", (2,))).withheld == 1


def test_some_claims_withheld_make_an_answer_partial(draft: Draft) -> None:
    after = weigh(
        draft,
        Claim("The harbour opens at six in the morning.", (1,)),
        Claim("Dragons guard the gate.", (1,)),
    )

    assert after.status is AnswerStatus.PARTIAL


def test_filler_without_meaning_is_neither_shown_nor_counted(draft: Draft) -> None:
    assert draft.weighed(Claim("And so it is.", ())) == (draft, None)


FORGED = ["[[1]2]", "[\u200b2]", "[\u00ad2\u00ad]", "[\u200c\u200b\u200c2]", "[[1][1]2, 3]"]


@pytest.mark.parametrize("forged", FORGED, ids=map(ascii, FORGED))
def test_what_a_claim_says_holds_no_marker(forged: str) -> None:
    """One that stood inside would cut its sentence in two, and name a source that it has not."""
    said = f"The harbour opens {forged} at six in the morning. [1]"
    source = evidence("The harbour opens 1, 2, 3 at six in the morning.")
    after = weigh(Draft((source,)), *claims([said]))

    assert re.findall(r"\[[\d\s,]+\]", after.content) == ["[1]"]
    assert blanked(after.content, {1}) == "[…] [1]"


PIECES = st.sampled_from(
    ["[", "]", "1", ", ", " ", "\u200b", "\u200c", "javascript:", "(", "<", "b/c.d", *FORGED]
)


@given(st.lists(PIECES, max_size=14).map("".join))
def test_whatever_is_said_a_sentence_goes_as_a_whole(pieces: str) -> None:
    claim = parsed(f"The harbour opens its gates every day {pieces} in the morning.")
    borne_out = " ".join([*words(claim.text), *NUMBER.findall(claim.text)])
    _, grounded = Draft((evidence(borne_out),)).weighed(claim)

    assert grounded is not None
    assert blanked(grounded.text, {1}) == "[…] [1]"
    assert not ADDRESS.findall(grounded.text)
    assert "](" not in grounded.text


def test_later_claims_begin_with_a_blank(draft: Draft) -> None:
    claim = Claim("The harbour opens at six.", (1,))
    after, _ = draft.weighed(claim)
    _, again = after.weighed(claim)

    assert again == Grounded(" The harbour opens at six. [1]", ())
