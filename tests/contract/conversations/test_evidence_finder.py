"""What every EvidenceFinder promises, over each database."""

from uuid import uuid4

import pytest
from injector import Injector

from application.conversations.ports import EvidenceFinder
from domain.conversations.asking import SearchBy
from domain.ids import DocumentId
from support.documents import delete, searchable
from support.people import ADA, EVE


@pytest.fixture
def finder(world: Injector) -> EvidenceFinder:
    return world.get(EvidenceFinder)


def test_evidence_says_where_it_stands(world: Injector, finder: EvidenceFinder) -> None:
    document = searchable(world, "Nothing here.", "The harbour opens at six.")

    found = finder.find(ADA, "harbour opens", (), 5)

    best = found.evidence[0]
    assert (best.document_id, best.title, best.page) == (document.id, "Handbook", 2)
    assert (best.text, best.start) == ("The harbour opens at six.", 0)
    assert best.relevance > 0.5


def test_only_chosen_documents_are_asked(world: Injector, finder: EvidenceFinder) -> None:
    searchable(world, "The harbour opens at six.")
    chosen = searchable(world, "The harbour office is on the quay.", title="Map")

    found = finder.find(ADA, "harbour opens at six", (chosen.id,), 5)

    assert {one.document_id for one in found.evidence} == {chosen.id}


def test_chosen_documents_that_are_gone_do_not_widen_the_search(
    world: Injector, finder: EvidenceFinder
) -> None:
    searchable(world, "The harbour opens at six.")
    gone = searchable(world, "The harbour office is on the quay.")
    delete(world, gone)

    assert finder.find(ADA, "harbour", (gone.id,), 5).evidence == ()


def test_a_deleted_document_is_no_evidence_though_the_index_still_holds_it(
    world: Injector, finder: EvidenceFinder
) -> None:
    document = searchable(world, "The harbour opens at six.")
    delete(world, document)

    assert finder.find(ADA, "harbour", (), 5).evidence == ()


def test_another_organisation_finds_nothing(world: Injector, finder: EvidenceFinder) -> None:
    document = searchable(world, "The harbour opens at six.")

    assert finder.find(EVE, "harbour", (), 5).evidence == ()
    assert finder.unknown(EVE, [document.id]) == {document.id}


def test_what_is_hidden_is_not_deleted(world: Injector, finder: EvidenceFinder) -> None:
    there, never = searchable(world, "Here.").id, DocumentId(uuid4())

    assert finder.deleted(ADA.organisation_id, [there, never]) == {never}
    assert finder.deleted(ADA.organisation_id, []) == frozenset()
    assert finder.deleted(EVE.organisation_id, [there]) == {there}


def test_what_cannot_be_chosen_is_named(world: Injector, finder: EvidenceFinder) -> None:
    document, stranger = searchable(world, "Words."), DocumentId(uuid4())

    assert finder.unknown(ADA, [document.id, stranger]) == {stranger}
    assert finder.unknown(ADA, []) == frozenset()


@pytest.mark.parametrize("mode", SearchBy)
def test_evidence_says_how_relevant_it_is_by_whichever_leg_it_was_found(
    world: Injector, finder: EvidenceFinder, mode: SearchBy
) -> None:
    searchable(world, "Nothing here.", "The harbour opens at six.")

    best = finder.find(ADA, "harbour opens", (), 5, mode).evidence[0]

    assert best.text == "The harbour opens at six."
    assert best.relevance > 0.5


def test_words_that_stand_nowhere_are_no_evidence_by_words(
    world: Injector, finder: EvidenceFinder
) -> None:
    searchable(world, "The harbour opens at six.")

    assert finder.find(ADA, "quaternion", (), 5, SearchBy.KEYWORD).evidence == ()
    assert finder.find(ADA, "quaternion", (), 5, SearchBy.DENSE).evidence != ()
