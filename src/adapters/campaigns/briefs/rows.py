"""Briefs and writings as rows, and rows as them."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Row

from domain.campaigns.briefs.asked import Asked
from domain.campaigns.briefs.brief import Brief, BriefId, Writing, WritingId, Written
from domain.campaigns.briefs.content import Cited, Content, Fact
from domain.campaigns.briefs.platform import Platform
from domain.campaigns.briefs.trace import ModelCall, Outcome, ToolCall, Trace
from domain.ids import DocumentId, OrganisationId, UserId

Json = Mapping[str, Any]


def writing_to_row(writing: Writing) -> dict[str, Any]:
    written = writing.written
    return {
        "id": writing.id,
        "organisation_id": writing.organisation_id,
        "content": _content_to_json(written.content),
        "trace": _trace_to_json(written.trace),
        "model": written.model,
        "repairs": written.repairs,
        "fallback": written.fallback,
        "snapshot": written.snapshot,
        "written_at": writing.at,
    }


def told_to_rows(writing: Writing) -> list[dict[str, Any]]:
    """Return a row for each document that it was told of."""
    its = {"organisation_id": writing.organisation_id, "writing_id": writing.id}
    return [{**its, "document_id": one} for one in writing.written.trace.documents]


def to_writing(row: Row[Any]) -> Writing:
    return _writing(WritingId(row.id), row)


def _writing(id: WritingId, row: Row[Any]) -> Writing:
    written = Written(
        content=_to_content(row.content),
        trace=_to_trace(row.trace),
        model=row.model,
        repairs=row.repairs,
        fallback=row.fallback,
        snapshot=row.snapshot,
    )
    return Writing(id, OrganisationId(row.organisation_id), written, row.written_at)


def brief_to_row(brief: Brief) -> dict[str, Any]:
    asked = brief.asked
    return {
        "id": brief.id,
        "organisation_id": brief.organisation_id,
        "asked_by": brief.asked_by,
        "asked": {
            "brand": asked.brand,
            "product": asked.product,
            "goal": asked.goal,
            "platform": asked.platform.value,
            "audience": asked.audience,
            "tone": asked.tone,
        },
        "writing_id": brief.writing.id,
        "cached": brief.cached,
        "created_at": brief.created_at,
    }


def to_brief(row: Row[Any]) -> Brief:
    """Read a row of a brief beside its writing."""
    asked = {**row.asked, "platform": Platform(row.asked["platform"])}
    return Brief(
        id=BriefId(row.id),
        organisation_id=OrganisationId(row.organisation_id),
        asked_by=UserId(row.asked_by),
        asked=Asked(**asked),
        writing=_writing(WritingId(row.writing_id), row),
        cached=row.cached,
        created_at=row.created_at,
    )


def _content_to_json(content: Content) -> Json:
    return {
        "caption": content.caption,
        "hook_ideas": list(content.hook_ideas),
        "hashtags": list(content.hashtags),
        "cta": content.cta,
        "tone": content.tone,
        "sources": {line: list(facts) for line, facts in content.sources.items()},
    }


def _to_content(kept: Json) -> Content:
    return Content(
        caption=kept["caption"],
        hook_ideas=tuple(kept["hook_ideas"]),
        hashtags=tuple(kept["hashtags"]),
        cta=kept["cta"],
        tone=kept["tone"],
        sources={line: tuple(facts) for line, facts in kept["sources"].items()},
    )


def _trace_to_json(trace: Trace) -> Json:
    return {
        "tools": [
            {
                "number": one.number,
                "tool": one.tool,
                "arguments": dict(one.arguments),
                "outcome": one.outcome.value,
                "facts": [_fact_to_json(fact) for fact in one.facts],
                "note": one.note,
                "seconds": one.seconds,
            }
            for one in trace.tools
        ],
        "model": [
            {
                "number": one.number,
                "purpose": one.purpose,
                "seconds": one.seconds,
                "characters": one.characters,
                "tool_calls": one.tool_calls,
                "refused": one.refused,
                "tools_before": one.tools_before,
            }
            for one in trace.model
        ],
    }


def _fact_to_json(fact: Fact) -> Sequence[Any]:
    if fact.cited is None:
        return [fact.id, fact.text]
    cited = fact.cited
    place = [str(cited.document_id), cited.version, cited.page, cited.start, cited.end]
    return [fact.id, fact.text, place]


def _to_fact(kept: Sequence[Any]) -> Fact:
    numbered, text, *cited = kept
    return Fact(numbered, text, *(Cited(DocumentId(UUID(one[0])), *one[1:]) for one in cited))


def _to_trace(kept: Json) -> Trace:
    tools = (
        ToolCall(
            **{
                **one,
                "outcome": Outcome(one["outcome"]),
                "facts": tuple(map(_to_fact, one["facts"])),
            }
        )
        for one in kept["tools"]
    )
    return Trace(tuple(tools), tuple(ModelCall(**one) for one in kept["model"]))
