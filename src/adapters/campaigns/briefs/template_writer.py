"""Briefs made of tool results, without a model."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from adapters.campaigns.briefs.written_out import written_out
from application.campaigns.briefs.ports import Tools
from domain.campaigns.briefs.asked import Asked
from domain.campaigns.briefs.template import composed, plan


@dataclass(frozen=True, slots=True)
class TemplateDrafting:
    asked: Asked
    tools: Tools

    def draft(self) -> str:
        called = [self.tools.planned(name, given) for name, given in plan(self.asked).items()]
        return written_out(composed(self.asked, called))

    def again(self, why: str) -> str:
        return self.draft()


@dataclass(frozen=True, slots=True)
class TemplateBriefWriter:
    """Calls every tool once, in order; the same results, the same words."""

    name: str = "template"
    prompt: str = ""

    @contextmanager
    def begin(self, asked: Asked, tools: Tools) -> Iterator[TemplateDrafting]:
        yield TemplateDrafting(asked, tools)
