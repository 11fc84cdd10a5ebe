"""A brief made of tool results keeps every rule, whatever is asked for."""

from dataclasses import dataclass

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from application.campaigns.briefs.ports import Reach
from application.campaigns.briefs.toolbox import Toolbox
from application.campaigns.briefs.tools import BriefTools
from domain.campaigns.briefs.asked import LONGEST, Asked
from domain.campaigns.briefs.platform import Platform
from domain.campaigns.briefs.rules import LONGEST_HOOK, MOST_HOOKS, held
from domain.campaigns.briefs.template import composed, plan
from domain.campaigns.briefs.trace import ToolResult
from domain.errors import DomainError
from support.campaign_briefs import BEST, FewNumbers, NoArticles, asked, toolbox
from support.people import ADA


def planned(asking: Asked) -> Toolbox:
    tools = toolbox()
    for name, arguments in plan(asking).items():
        tools.planned(name, arguments)
    return tools


PIECES = (
    *"by a İ ß . : / - the 7".split(),
    "灯。com",
    "Booking.com",
    "https://x",
    "bit.ly/x",
    "x@y.zz",
)


def words(longest: int) -> st.SearchStrategy[str]:
    """Return any text, and names that look like addresses and run into each other."""
    some = st.lists(st.sampled_from(PIECES), max_size=4)
    joined = some.map(" ".join) | some.map("".join)
    return st.text(max_size=longest) | joined.map(lambda text: text[:longest])


@example("https://x a", "by https://x", "sale", Platform.X, "", "")
@example("a", "a Booking.com", "sale", Platform.X, "Booking.com", "")
@given(
    words(LONGEST["brand"]),
    words(LONGEST["product"]),
    st.text(max_size=LONGEST["goal"]),
    st.sampled_from(list(Platform)),
    words(LONGEST["audience"]),
    st.text(max_size=LONGEST["tone"]),
)
def test_whatever_is_asked_for_is_answered(
    brand: str, product: str, goal: str, platform: Platform, audience: str, tone: str
) -> None:
    try:
        asking = Asked.of(
            brand=brand,
            product=product,
            goal=goal,
            platform=platform.value,
            audience=audience,
            tone=tone,
        )
    except DomainError:
        return
    tools = planned(asking)
    held(composed(asking, tools.trace.tools), asking, tools.trace.facts)
    held(composed(asking, ()), asking, {})


@pytest.mark.parametrize("platform", list(Platform))
@pytest.mark.parametrize("goal", ["sales", "launch", "engagement", "loyalty", "education", "else"])
def test_the_longest_request_fits_everywhere(platform: Platform, goal: str) -> None:
    asking = asked(
        brand="B" * LONGEST["brand"],
        product="P" * LONGEST["product"],
        audience="runner " * 17,
        goal=goal,
        platform=platform.value,
    )
    tools = planned(asking)
    held(composed(asking, tools.trace.tools), asking, tools.trace.facts)


@pytest.mark.parametrize("goal", ["sales", "launch", "engagement", "loyalty", "education", "else"])
def test_its_lines_name_what_they_were_made_of(goal: str) -> None:
    asking = asked(goal=goal)
    tools = planned(asking)
    content = held(composed(asking, tools.trace.tools), asking, tools.trace.facts)
    facts, lines = tools.trace.facts, dict(content.lines())
    named = {line: [facts[one] for one in ids] for line, ids in content.sources.items()}
    assert {"/caption", "/cta", "/hook_ideas/3", "/hook_ideas/4"} <= named.keys()
    assert named["/cta"] == [lines["/cta"]]
    assert named["/hook_ideas/4"] == [BEST]
    assert lines["/hook_ideas/3"].startswith("For young runners: They")


OURS = "From our document “Notes”: lamps go with storms."


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ((OURS,), OURS),
        (("x" * LONGEST_HOOK, OURS), OURS),
        (("See www.lamps.example.", OURS), OURS),
        (("See www.lamps.example.",), None),
        ((), None),
    ],
    ids=["one", "too long", "a link first", "a link", "none"],
)
def test_an_article_takes_the_place_of_a_hook(said: tuple[str, ...], shown: str | None) -> None:
    tools = BriefTools(Articles(said), FewNumbers()).toolbox(Reach(ADA))
    for name, arguments in plan(asked()).items():
        tools.planned(name, arguments)
    content = held(composed(asked(), tools.trace.tools), asked(), tools.trace.facts)
    assert len(content.hook_ideas) == MOST_HOOKS
    assert content.hook_ideas[-1].endswith(shown or BEST)


@dataclass(frozen=True)
class Articles(NoArticles):
    says: tuple[str, ...]

    def about(self, reach: Reach, topic: str, limit: int) -> ToolResult:
        return ToolResult(self.says, "from articles")


def test_the_same_results_are_the_same_brief() -> None:
    one, other = (composed(asked(), planned(asked()).trace.tools) for _ in range(2))
    assert one == other
