"""Have one brief written: a draft, at most two repairs, then one made of tool results."""

from application.campaigns.briefs.ports import BriefWriter, Drafting, Reach
from application.campaigns.briefs.toolbox import Toolbox
from application.campaigns.briefs.tools import BriefTools
from application.errors import Unavailable
from application.service import service
from domain.campaigns.briefs.asked import Asked
from domain.campaigns.briefs.brief import Written
from domain.campaigns.briefs.content import Content
from domain.campaigns.briefs.decoding import Refused, decoded
from domain.campaigns.briefs.rules import held
from domain.campaigns.briefs.template import composed, plan

MOST_REPAIRS = 2


@service
class WriteBrief:
    writer: BriefWriter
    tools: BriefTools

    def __call__(self, reach: Reach, asked: Asked) -> Written:
        """Return a brief that keeps the rules, whatever the writer does."""
        tools, repairs = self.tools.toolbox(reach), list[str]()
        try:
            with self.writer.begin(asked, tools) as drafting:
                content = self._drafted(drafting, asked, tools, repairs)
        except Unavailable as why:
            tools.model_called("failed", seconds=0.0, characters=0, tool_calls=0)
            tools.model_refused(str(why))
            content = None
        return Written(
            content=content or _fallen_back(asked, tools),
            trace=tools.trace,
            model=self.writer.name,
            repairs=len(repairs),
            fallback=content is None,
            snapshot=tools.snapshot,
        )

    def _drafted(
        self, drafting: Drafting, asked: Asked, tools: Toolbox, repairs: list[str]
    ) -> Content | None:
        """Return what was drafted or mended, and keep why each repair was asked for."""
        text = drafting.draft()
        while True:
            try:
                return held(decoded(text), asked, tools.trace.facts)
            except Refused as why:
                tools.model_refused(str(why))
                if len(repairs) == MOST_REPAIRS:
                    return None
                repairs.append(str(why))
                text = drafting.again(str(why))


def _fallen_back(asked: Asked, tools: Toolbox) -> Content:
    for name, arguments in plan(asked).items():
        tools.planned(name, arguments)
    return held(composed(asked, tools.trace.tools), asked, tools.trace.facts)
