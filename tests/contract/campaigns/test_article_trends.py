"""What every ArticleTrends promises, over each database."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import pytest
from injector import Injector

from application.campaigns.briefs.create_brief import CreateBrief
from application.campaigns.briefs.ports import ArticleTrends, Briefs, Writings
from application.campaigns.briefs.read_briefs import ReadBriefs
from application.ids import IdSource
from application.knowledge.ports import KnowledgeReader
from application.paging import Window
from application.permissions.access.resources.change_resource import ChangeResource, ResourceChange
from domain.campaigns.briefs.brief import Brief, BriefId, BriefNotFound
from domain.campaigns.briefs.trace import ToolResult
from domain.permissions.access.role import Role
from domain.principal import Principal
from support.campaign_briefs import asked
from support.company import Company
from support.documents import delete, searchable
from support.people import ADA, EVE

STORM = "Lamps sell best in the week before a storm."


@pytest.fixture
def trends(world: Injector) -> ArticleTrends:
    return world.get(ArticleTrends)


def about(trends: ArticleTrends, topic: str, by: Principal = ADA, limit: int = 3) -> ToolResult:
    return trends.about(trends.reach(by), topic, limit)


def test_it_quotes_the_sentence_and_says_where_it_stands(
    world: Injector, trends: ArticleTrends
) -> None:
    page = f"Nothing here. {STORM} The quay is wet."
    document = searchable(world, "An empty page.", page, title="Sales notes")
    told = about(trends, "storm lamps")
    assert told.facts[0] == f"From our document \u201cSales notes\u201d: {STORM}"
    [cited] = told.cited
    assert (cited.document_id, cited.version, cited.page) == (document.id, 1, 2)
    read = world.get(KnowledgeReader).page(ADA.organisation_id, document.id, 1, 2)
    assert read is not None
    assert read.text[cited.start : cited.end] == STORM
    assert (told.snapshot, "personal data masked" in told.note) == (None, True)


def test_each_document_says_one_thing_and_no_more_than_were_asked_for(
    world: Injector, trends: ArticleTrends
) -> None:
    for title in ("One", "Two", "Three"):
        searchable(world, STORM, f"{title}: a lamp is a lamp in any storm.", title=title)
    told = about(trends, "lamps in a storm", limit=2)
    assert len(told.facts) == len({one.document_id for one in told.cited}) == 2


@pytest.mark.parametrize(
    "says",
    [
        "Lamps: see http://lamps.example/storm for all of them.",
        "Lamps <script>storm()</script> are bright.",
        "Lamps are a cocaine for storm lovers.",
        f"Lamps and storms {'and so on ' * 30}.",
    ],
    ids=["link", "markup", "unsafe", "long"],
)
def test_what_no_brief_may_say_is_not_told(
    world: Injector, trends: ArticleTrends, says: str
) -> None:
    searchable(world, says)
    told = about(trends, "storm lamps")
    assert (told.facts, told.cited) == ((), ())
    assert "no article" in told.note


def test_what_is_personal_is_masked(world: Injector, trends: ArticleTrends) -> None:
    says = "For storm lamps write to jane.roe@harbour-works.com or call +44 20 7946 0958."
    searchable(world, says, title="Lamps of jane.roe@harbour-works.com")
    [fact] = about(trends, "storm lamps").facts
    assert "[email]" in fact
    assert "[phone]" in fact
    assert "jane" not in fact
    assert "7946" not in fact


def test_what_has_nothing_to_do_with_it_is_not_told(world: Injector, trends: ArticleTrends) -> None:
    searchable(world, "The harbour opens at six.")
    assert about(trends, "quaternion").facts == ()


def test_nobody_is_told_what_stands_in_documents_of_others(
    world: Injector, trends: ArticleTrends
) -> None:
    company = Company.found(world)
    viewer = company.hire(Role.CONTRIBUTOR)
    searchable(world, STORM, by=company.ada, inherits=False)
    assert about(trends, "storm lamps", company.ada).facts != ()
    for other in (viewer, EVE):
        assert about(trends, "storm lamps", other).facts == ()


def test_the_reach_is_another_when_anything_in_it_is(
    world: Injector, trends: ArticleTrends
) -> None:
    company = Company.found(world)
    some, others = (company.hire(Role.CONTRIBUTOR) for _ in range(2))
    before, theirs = trends.reach(some), trends.reach(others)
    assert replace(before, by=others) == theirs
    secret = searchable(world, STORM, by=company.ada, inherits=False)
    hidden = trends.reach(some)
    assert hidden.readable == trends.reach(others).readable != trends.reach(company.ada).readable
    open_to_all(world, company, secret.id)
    assert trends.reach(some).readable == trends.reach(company.ada).readable != hidden.readable
    state = trends.reach(some).state
    delete(world, secret)
    assert trends.reach(some).state != state


def test_rights_that_change_while_it_searches_are_told_of_nothing(
    world: Injector, trends: ArticleTrends
) -> None:
    """Else words would be kept for those who had the same rights before."""
    company = Company.found(world)
    some = company.hire(Role.CONTRIBUTOR)
    secret = searchable(world, STORM, by=company.ada, inherits=False)
    before = trends.reach(some)
    open_to_all(world, company, secret.id)
    assert trends.about(before, "storm lamps", 3).facts == ()
    assert about(trends, "storm lamps", some).facts != ()


def test_words_are_shared_among_those_who_may_read_the_same(world: Injector) -> None:
    company = Company.found(world)
    some, others = (company.hire(Role.CONTRIBUTOR) for _ in range(2))
    searchable(world, STORM, by=company.ada, inherits=False)
    secret = brief(world, company.ada)
    assert STORM in secret.writing.written.content.hook_ideas[-1]
    plain = brief(world, some)
    assert (secret.cached, plain.cached) == (False, False)
    assert STORM not in str(plain)
    assert brief(world, others).cached
    assert brief(world, company.ada).cached


def test_an_article_that_comes_or_goes_has_words_written_anew(world: Injector) -> None:
    first = brief(world, ADA)
    document = searchable(world, STORM)
    found = brief(world, ADA)
    assert (found.cached, found.writing.id != first.writing.id) == (False, True)
    assert brief(world, ADA).cached
    delete(world, document)
    again = brief(world, ADA)
    assert (again.cached, STORM in str(again)) == (False, False)


def test_a_brief_is_read_by_who_may_read_what_it_was_told_of(world: Injector) -> None:
    company = Company.found(world)
    some, read = company.hire(Role.CONTRIBUTOR), world.get(ReadBriefs)
    plain = [brief(world, company.ada, goal=f"goal {one}") for one in range(2)]
    document = searchable(world, STORM, by=company.ada, inherits=False)
    told = [brief(world, company.ada, goal=f"goal {one}") for one in range(2, 5)]
    assert read.one(company.ada, told[0].id) == told[0]
    with pytest.raises(BriefNotFound):
        read.one(some, told[0].id)
    page = read(some, Window(2))
    assert (list(page.items), page.next) == (plain[::-1], None)
    assert len(read(company.ada, Window(9)).items) == 5
    open_to_all(world, company, document.id)
    first = read(some, Window(2))
    assert list(first.items) == told[:0:-1]
    assert list(read(some, Window(2, first.next)).items) == [told[0], plain[1]]
    delete(world, document)
    with pytest.raises(BriefNotFound):
        read.one(company.ada, told[0].id)


def brief(world: Injector, by: Principal, **changes: str) -> Brief:
    return world.get(CreateBrief)(by, BriefId(world.get(IdSource).new()), asked(**changes))


def open_to_all(world: Injector, company: Company, id: UUID) -> None:
    world.get(ChangeResource)(company.ada, ResourceChange(id, inherits=True))


def test_words_of_a_document_that_is_gone_are_kept_no_more(world: Injector) -> None:
    """They are asked for as they are kept: nobody may read the brief any more."""
    writings, briefs = world.get(Writings), world.get(Briefs)
    plain = brief(world, ADA, goal="launch")
    document, other = searchable(world, STORM), searchable(world, "Quays are wet.")
    told = brief(world, ADA)
    for organisation, gone in ((EVE.organisation_id, document), (ADA.organisation_id, other)):
        writings.withdraw(organisation, gone.id)
        assert briefs.by_id(ADA.organisation_id, told.id) == told
    for _ in range(2):
        writings.withdraw(ADA.organisation_id, document.id)
        left = briefs.by_id(ADA.organisation_id, told.id)
        assert left is not None
        assert STORM not in str(left)
        assert left.writing.written.trace.documents == {document.id}
    assert briefs.by_id(ADA.organisation_id, plain.id) == plain
