"""Documents that are deleted while a brief is written that tells of them, on each database."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from uuid import uuid4

import pytest
from injector import Injector

from adapters.campaigns.briefs.template_writer import TemplateBriefWriter, TemplateDrafting
from application.campaigns.briefs.create_brief import TRIES, CreateBrief
from application.campaigns.briefs.ports import Briefs, Tools, Writings
from application.campaigns.briefs.read_briefs import ReadBriefs
from application.errors import Unavailable
from application.knowledge.ports import KnowledgeStore
from application.paging import Window
from application.permissions.access.resources.change_resource import ChangeResource, ResourceChange
from domain.campaigns.briefs.asked import Asked
from domain.campaigns.briefs.brief import Brief, BriefId, Writing
from domain.knowledge.document import Document
from domain.permissions.access.role import Role
from domain.principal import Principal
from support.campaign_briefs import asked
from support.company import Company
from support.documents import a_document, delete, keep, searchable
from support.people import ADA, EVE, NOON
from support.written_words import HOUR, STORM, a_claim, a_writing_told_of, finished

SOME_SECONDS = 0.3


@pytest.fixture
def writings(world: Injector) -> Writings:
    found: Writings = world.get(Writings)
    return found


def a_brief_of(writing: Writing) -> Brief:
    return Brief(
        BriefId(uuid4()), ADA.organisation_id, ADA.user_id, asked(), writing, cached=False,
        created_at=NOON,
    )  # fmt: skip


def test_what_tells_of_a_document_that_is_gone_is_not_kept(
    world: Injector, writings: Writings
) -> None:
    here, gone = (keep(world, a_document()) for _ in range(2))
    theirs = keep(world, a_document(by=EVE))
    delete(world, gone)
    assert finished(writings, a_writing_told_of(here.id))
    for one in (gone, theirs):
        claim = a_claim(writings)
        assert not writings.finish(
            claim, a_writing_told_of(here.id, one.id), fresh_until=NOON + HOUR
        )
        assert writings.fresh(claim, NOON) is None


def test_a_deletion_that_is_under_way_is_waited_for(world: Injector, writings: Writings) -> None:
    """Whoever withdraws words comes after it, and is to find them, or else there are none."""
    document = keep(world, a_document())
    with ThreadPoolExecutor(1) as threads:
        with world.get(KnowledgeStore).transaction() as work:
            work.documents.save(document.deleted(now=NOON))
            kept = threads.submit(finished, writings, a_writing_told_of(document.id))
            wait([kept], SOME_SECONDS)
            work.commit()
        assert kept.result(60) is False


def test_a_brief_shows_its_words_as_they_are_kept(world: Injector, writings: Writings) -> None:
    """Its row may come after its words were withdrawn."""
    document = keep(world, a_document())
    writing = a_writing_told_of(document.id)
    assert finished(writings, writing)
    writings.withdraw(ADA.organisation_id, document.id)
    world.get(Briefs).add(a_brief_of(writing))
    [brief] = world.get(Briefs).listed(ADA.organisation_id, Window(9)).items
    assert brief.writing == writing.withdrawn()


@dataclass
class Overtaken:
    """Writes as the template does; one of `going` is done away with meanwhile, each time."""

    going: list[Callable[[], object]]
    name: str = "overtaken"
    prompt: str = ""
    count: int = 0

    @contextmanager
    def begin(self, asking: Asked, tools: Tools) -> Iterator[TemplateDrafting]:
        self.count += 1
        with TemplateBriefWriter().begin(asking, tools) as drafting:
            drafting.draft()  # so the tools have told what they know
            if self.going:
                self.going.pop()()
            yield drafting


def asking(world: Injector, writer: Overtaken, by: Principal = ADA) -> Brief:
    create = world.get(CreateBrief)
    made = replace(create.shared, write=replace(create.shared.write, writer=writer))
    return replace(create, shared=made)(by, BriefId(uuid4()), asked())


def going(world: Injector, document: Document) -> Callable[[], None]:
    def go() -> None:
        delete(world, document)
        world.get(Writings).withdraw(document.organisation_id, document.id)

    return go


def test_a_brief_that_a_deletion_overtakes_is_written_anew(world: Injector) -> None:
    stays = searchable(world, f"{STORM} Quays are wet.")
    writer = Overtaken([going(world, searchable(world, STORM))])
    brief = asking(world, writer)
    assert writer.count == 2
    assert brief.writing.written.trace.documents == {stays.id}
    assert world.get(Briefs).by_id(ADA.organisation_id, brief.id) == brief


def test_who_is_overtaken_again_and_again_is_told_to_come_back(world: Injector) -> None:
    writer = Overtaken([going(world, searchable(world, STORM)) for _ in range(TRIES)])
    with pytest.raises(Unavailable, match="deleted meanwhile"):
        asking(world, writer)
    assert writer.count == TRIES
    assert world.get(Briefs).listed(ADA.organisation_id, Window(9)).items == ()


def test_what_may_not_be_read_any_more_once_it_is_written_is_not_given(world: Injector) -> None:
    company = Company.found(world)
    some = company.hire(Role.CONTRIBUTOR)
    document = searchable(world, STORM, by=company.ada)
    hiding = partial(world.get(ChangeResource), company.ada)
    writer = Overtaken([lambda: hiding(ResourceChange(document.id, inherits=False))])
    brief = asking(world, writer, some)
    assert writer.count == 2
    assert STORM not in str(brief)
    assert world.get(ReadBriefs).one(some, brief.id) == brief
