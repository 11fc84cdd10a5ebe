"""Drafts as rows, and rows as drafts."""

import json
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import Row

from domain.ids import OrganisationId, UserId
from domain.insights.words.draft import Draft, DraftId, Reply
from domain.insights.words.letter import Wish
from domain.insights.words.period import Period


def told(what: object) -> str:
    """Return JSON in ASCII: a NUL and half a surrogate pair rest in it as well."""
    return json.dumps(msgspec.to_builtins(what))


def to_row(one: Draft) -> dict[str, Any]:
    kind = "letter" if isinstance(one.asked, Wish) else "summary"
    prompt = {
        "lines": one.lines,
        "wish": one.wish,
        "salt": one.salt,
        "retrieved": one.retrieved,
    }
    return {
        "id": one.id,
        "organisation_id": one.organisation_id,
        "customer_id": one.customer_id,
        "asked_by": one.asked_by,
        "asked": told({kind: one.asked}),
        "snapshot": one.snapshot,
        "prompt": told(prompt),
        "reply": told(one.reply),
        "shadow": None if one.shadow is None else told(one.shadow),
        "digest": one.digest,
        "written_at": one.reply.at,
    }


def to_draft(row: Row[Any]) -> Draft:
    prompt, asked = json.loads(row.prompt), json.loads(row.asked)
    is_letter = "letter" in asked
    return Draft(
        id=DraftId(row.id),
        organisation_id=OrganisationId(row.organisation_id),
        customer_id=row.customer_id,
        asked_by=UserId(row.asked_by),
        asked=msgspec.convert(asked["letter"], Wish)
        if is_letter
        else msgspec.convert(asked["summary"], Period),
        snapshot=row.snapshot,
        lines=tuple(prompt["lines"]),
        wish=prompt["wish"],
        salt=prompt["salt"],
        retrieved=tuple(map(UUID, prompt["retrieved"])),
        reply=msgspec.convert(json.loads(row.reply), Reply),
        digest=row.digest,
        shadow=None if row.shadow is None else msgspec.convert(json.loads(row.shadow), Reply),
    )
