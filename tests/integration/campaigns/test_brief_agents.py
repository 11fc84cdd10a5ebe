"""Models that misbehave while they write a brief: each way is bounded, mended or done without."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from adapters.campaigns.briefs.agent import MOST_STEPS
from adapters.campaigns.briefs.agent_writer import ollama_briefs, openai_briefs
from application.campaigns.briefs import toolbox
from application.campaigns.briefs.ports import Reach
from application.campaigns.briefs.tools import BriefTools
from application.campaigns.briefs.write_brief import WriteBrief
from application.errors import Unavailable
from domain.campaigns.briefs.brief import Written
from domain.campaigns.briefs.trace import Outcome, ToolResult
from domain.ids import OrganisationId
from support.behaviours import Answer, Behaviour, Refuse, Reply, Stall
from support.campaign_briefs import FewNumbers, NoArticles, a_brief, asked
from support.ollama_server import OllamaServer
from support.openai_server import OpenAIServer
from support.people import ADA
from support.scripted_server import ScriptedServer

PERSONA = ("persona", {"audience": "runners", "platform": "x"})
SERVERS = [OllamaServer, OpenAIServer]
TOOLS = BriefTools(NoArticles(), FewNumbers())


@pytest.fixture(params=SERVERS, ids=["ollama", "openai"])
def server(request: pytest.FixtureRequest) -> Any:
    return request.param


def written(
    made: Any,
    behaviours: Sequence[Behaviour],
    *,
    timeout: float = 60.0,
    budget: float = 60.0,
    tools: BriefTools = TOOLS,
) -> tuple[Written, ScriptedServer]:
    with made(list(behaviours)) as server:
        writer = (
            ollama_briefs(server.url, "llama3.2", timeout, budget)
            if made is OllamaServer
            else openai_briefs(f"{server.url}/v1", "gpt-4o-mini", server.key, timeout, budget)
        )
        brief = WriteBrief(writer, tools)(Reach(ADA), asked())
    assert not server.refusals
    return brief, server


def outcomes(brief: Written) -> list[tuple[str, Outcome]]:
    return [(one.tool, one.outcome) for one in brief.trace.tools]


WRONG = [
    Reply("no JSON"),
    Reply(a_brief(tone="furious")),
    Reply(a_brief()[:-1]),
    Reply(f"Here it is: {a_brief()}"),
    Reply("x" * 10_000),
    Reply(a_brief(caption="Storm Lamp <script>alert(1)</script>")),
    Reply(a_brief(caption="Storm Lamp, for rapists")),
    Reply(a_brief(sources=[{"line": "/cta", "facts": ["1.1"]}])),
]


@pytest.mark.parametrize("wrong", WRONG)
def test_what_is_wrong_is_mended_once(server: Any, wrong: Reply) -> None:
    brief, _ = written(server, [wrong, Reply(a_brief())])
    assert (brief.repairs, brief.fallback) == (1, False)
    assert [one.purpose for one in brief.trace.model] == ["draft", "repair"]
    assert [bool(one.refused) for one in brief.trace.model] == [True, False]


def test_a_fence_needs_no_repair(server: Any) -> None:
    brief, _ = written(server, [Reply(f"```json\n{a_brief()}\n```")])
    assert (brief.repairs, brief.fallback) == (0, False)


def test_only_the_last_error_is_sent(server: Any) -> None:
    first, second = Reply("FIRST ANSWER"), Reply(a_brief(tone="furious"))
    brief, double = written(server, [Reply(calls=[PERSONA]), first, second, Reply(a_brief())])
    assert (brief.repairs, brief.fallback) == (2, False)
    last = double.requests[-1].body["messages"]
    assert [one["role"] for one in last] == [
        "system",
        "user",
        "assistant",
        "tool",
        "assistant",
        "user",
    ]
    assert "FIRST ANSWER" not in str(last)
    assert "furious" in last[-2]["content"]
    assert "tone is to be one of" in last[-1]["content"]


def test_the_trace_tells_the_order_of_both_kinds_of_calls(server: Any) -> None:
    brief, _ = written(server, [Reply(calls=[PERSONA]), Reply("no JSON"), Reply(a_brief())])
    told = [(one.purpose, one.tools_before) for one in brief.trace.model]
    assert told == [("draft", 0), ("draft", 1), ("repair", 1)]


def test_after_two_repairs_it_falls_back(server: Any) -> None:
    brief, double = written(server, [Reply("no JSON")])
    assert (brief.repairs, brief.fallback) == (2, True)
    assert len(double.requests) == 3
    assert [one.refused != "" for one in brief.trace.model] == [True] * 3
    assert {one for one, _ in outcomes(brief)} == {
        "article_trends",
        "performance_trends",
        "persona",
        "creative_angle",
    }
    assert brief.snapshot == 3


def test_what_tools_said_before_is_not_asked_again(server: Any) -> None:
    asking = asked()
    angle = ("creative_angle", {"goal": asking.goal, "platform": asking.platform.value})
    brief, _ = written(server, [Reply(calls=[angle]), Reply("no JSON")])
    assert [one for one, _ in outcomes(brief)].count("creative_angle") == 1
    assert brief.content.sources["/cta"] == ("1.6",)


@pytest.mark.parametrize(
    ("call", "outcome"),
    [
        (("drop_tables", {}), Outcome.UNKNOWN_TOOL),
        (("persona", {}), Outcome.BAD_ARGUMENTS),
        (("persona", {"audience": 7, "platform": "x"}), Outcome.BAD_ARGUMENTS),
        (("persona", {"audience": "a", "platform": "myspace"}), Outcome.BAD_ARGUMENTS),
        (("persona", {"audience": "a", "platform": "x", "sql": "1"}), Outcome.BAD_ARGUMENTS),
        (("persona", {"audience": "a" * 9_000, "platform": "x"}), Outcome.BAD_ARGUMENTS),
        (("performance_trends", {"limit": 10**30}), Outcome.BAD_ARGUMENTS),
        (("performance_trends", {"limit": True}), Outcome.BAD_ARGUMENTS),
        (("performance_trends", {"limit": "3"}), Outcome.BAD_ARGUMENTS),
    ],
)
def test_a_call_that_may_not_be_is_refused_and_kept(
    server: Any, call: tuple[str, Any], outcome: Outcome
) -> None:
    brief, double = written(server, [Reply(calls=[call]), Reply(a_brief())])
    assert outcomes(brief) == [(call[0], outcome)]
    assert (brief.repairs, brief.fallback) == (0, False)
    assert brief.trace.facts == {}
    assert len(str(dict(brief.trace.tools[0].arguments))) < 1_000
    answer = double.requests[-1].body["messages"][-1]
    assert answer["role"] == "tool"
    assert len(answer["content"]) < 400


def test_a_loop_of_the_same_call_ends(server: Any) -> None:
    brief, double = written(server, [Reply(calls=[PERSONA])])
    made = outcomes(brief)
    assert made[:2] == [("persona", Outcome.DONE), ("persona", Outcome.REPEATED)]
    assert len(double.requests) == MOST_STEPS + 2
    assert brief.fallback


def test_a_flood_of_calls_is_cut(server: Any) -> None:
    flood = [("performance_trends", {"limit": 1, "min_views": one}) for one in range(30)]
    brief, _ = written(server, [Reply(calls=flood), Reply(a_brief())])
    made = [outcome for _, outcome in outcomes(brief)]
    assert made == [Outcome.DONE] * toolbox.MOST_CALLS + [Outcome.OVER_BUDGET] * 22
    assert not brief.fallback


class Stalling(FewNumbers):
    def __init__(self) -> None:
        self.go_on = threading.Event()

    def best(self, organisation_id: OrganisationId, limit: int, min_views: int) -> ToolResult:
        assert self.go_on.wait(60)
        return super().best(organisation_id, limit, min_views)


class Broken(FewNumbers):
    def best(self, organisation_id: OrganisationId, limit: int, min_views: int) -> ToolResult:
        raise OSError("secret of the server")


def test_a_tool_that_stalls_is_left(server: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    stalling = Stalling()
    tools = Impatient(NoArticles(), stalling)
    call = ("performance_trends", {"limit": 1})
    brief, _ = written(server, [Reply(calls=[call]), Reply(a_brief())], tools=tools)
    stalling.go_on.set()
    assert outcomes(brief) == [("performance_trends", Outcome.TIMED_OUT)]
    assert (brief.fallback, brief.snapshot) == (False, None)


class Impatient(BriefTools):
    def toolbox(self, reach: Reach) -> toolbox.Toolbox:
        return replace(super().toolbox(reach), patience=0.05)


def test_a_tool_that_breaks_is_done_without(server: Any) -> None:
    call = ("performance_trends", {"limit": 1})
    tools = BriefTools(NoArticles(), Broken())
    brief, double = written(server, [Reply(calls=[call]), Reply(a_brief())], tools=tools)
    assert outcomes(brief) == [("performance_trends", Outcome.FAILED)]
    assert "secret" not in str(double.requests[-1].body)


@pytest.mark.parametrize(
    "behaviour",
    [
        Refuse(500),
        Refuse(401, "your key sk-of-the-tests is over"),
        Answer("no JSON"),
        Answer("{}"),
        Stall(at_all=False),
    ],
    ids=str,
)
def test_a_server_that_fails_leaves_a_fallback(server: Any, behaviour: Behaviour) -> None:
    brief, double = written(server, [behaviour], timeout=0.3)
    assert brief.fallback
    assert len(double.requests) == 1
    assert brief.trace.model[-1].refused
    assert "sk-of" not in str(brief.trace)


def test_a_brief_ends_with_its_budget(server: Any) -> None:
    brief, double = written(server, [Stall(at_all=False)], timeout=30, budget=0.3)
    assert brief.fallback
    assert "longer than 0.3 seconds" in brief.trace.model[-1].refused
    assert double.hung_up.wait(5)


def test_a_wire_that_was_cut_is_told_from_an_answer_that_broke_off() -> None:
    with OllamaServer([Reply(a_brief())]) as server:
        writer = ollama_briefs(server.url, "llama3.2", timeout=5.0, budget=20.0)
        with writer.begin(asked(), TOOLS.toolbox(Reach(ADA))) as drafting:
            drafting.wire.cut()
            with pytest.raises(Unavailable, match="longer than 20 seconds"):
                drafting.draft()


@pytest.mark.parametrize("given", ["{no json", "[1, 2]", "", "null"])
def test_arguments_that_are_no_object_are_refused_and_kept(given: str) -> None:
    replies = [Reply(calls=[PERSONA, ("persona", given)]), Reply(a_brief())]
    brief, _ = written(OpenAIServer, replies)
    assert (brief.fallback, brief.repairs) == (False, 0)
    refused = ("persona", Outcome.BAD_ARGUMENTS)
    assert outcomes(brief) == [("persona", Outcome.DONE), refused]
    assert [one.tool_calls for one in brief.trace.model] == [2, 0]
