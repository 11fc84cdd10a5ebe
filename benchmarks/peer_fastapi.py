"""The peer: the same use case on the same store, behind FastAPI.

The body is checked as strictly as ours, and the answer carries the same JSON, Location and ETag.
It keeps no metrics, writes no log line and sets no security headers, which ours does.
"""

import os
from collections.abc import Callable
from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import FastAPI, Response  # type: ignore[import-not-found,unused-ignore]  # only `make bench` has it
from injector import Injector
from pydantic import BaseModel, ConfigDict, Field

from application.conversations.keep_conversations import NewConversation, StartConversation
from application.ids import IdSource
from benchmarks.load import LOOP, PATH, THREADS
from domain.conversations.conversation import ConversationId
from domain.ids import DocumentId
from domain.principal import Principal
from entrypoints.composition import compose
from entrypoints.composition.schema import Schema
from entrypoints.settings import Settings


class Draft(BaseModel):
    model_config = ConfigDict(extra="forbid")

    title: Annotated[str, Field(min_length=1, max_length=200)] | None = None
    document_ids: Annotated[list[UUID], Field(max_length=1_000)] = []


class View(BaseModel):
    id: UUID
    title: str
    document_ids: list[UUID]
    version: int
    created_at: datetime
    updated_at: datetime


def create() -> FastAPI:
    """Offer the endpoint twice: in the thread pool, as blocking code is, and on the loop."""
    container = compose(Settings.from_env(os.environ))
    container.get(Schema).migrate()
    start = starter(container)
    app = FastAPI()

    async def on_the_loop(draft: Draft, response: Response) -> View:
        return start(draft, response)

    app.add_api_route("/health/ready", ready)
    app.add_api_route(THREADS + PATH, start, methods=["POST"], status_code=201)
    app.add_api_route(LOOP + PATH, on_the_loop, methods=["POST"], status_code=201)
    return app


async def ready() -> dict[str, str]:
    return {"status": "ready"}


def starter(container: Injector) -> Callable[[Draft, Response], View]:
    case, by = container.get(StartConversation), container.get(Principal)
    ids = container.get(IdSource)

    def start(draft: Draft, response: Response) -> View:
        chosen = tuple(DocumentId(one) for one in draft.document_ids)
        made = case(by, NewConversation(ConversationId(ids.new()), draft.title, chosen))
        response.headers["Location"] = f"{PATH}/{made.id}"
        response.headers["ETag"] = f'"{made.version}"'
        return View(
            id=made.id,
            title=made.title,
            document_ids=list(made.document_ids),
            version=made.version,
            created_at=made.created_at,
            updated_at=made.updated_at,
        )

    return start
