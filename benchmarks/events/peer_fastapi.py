"""The peer: events behind FastAPI, uvicorn and psycopg, as its documentation would have it.

One table with a unique id, one row and one commit a request, durable as PostgreSQL is by default.
It seals nothing, redacts nothing and publishes nothing.
"""

import json
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Any

from fastapi import FastAPI, Request  # type: ignore[import-not-found,unused-ignore]  # only `make bench` has it
from psycopg_pool import AsyncConnectionPool  # type: ignore[import-not-found,unused-ignore]
from pydantic import BaseModel, ConfigDict, Field

TABLE = """
CREATE TABLE IF NOT EXISTS peer_events (position bigserial PRIMARY KEY, source text NOT NULL,
  id text NOT NULL, type text NOT NULL, key text, occurred_at timestamptz, data jsonb NOT NULL,
  received_at timestamptz NOT NULL DEFAULT now(), UNIQUE (source, id))
"""
INSERT = """
INSERT INTO peer_events (source, id, type, key, occurred_at, data) VALUES (%s, %s, %s, %s, %s, %s)
ON CONFLICT (source, id) DO NOTHING
"""
POOL = 16


class Event(BaseModel):
    model_config = ConfigDict(extra="forbid")

    id: str = Field(min_length=1, max_length=255)
    source: str = Field(min_length=1, max_length=255)
    type: str = Field(min_length=1, max_length=255)
    data: Any
    key: str | None = None
    occurred_at: datetime | None = None


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    url = os.environ["PEER_DATABASE_URL"]
    async with AsyncConnectionPool(url, min_size=POOL, max_size=POOL, open=False) as pool:
        await pool.wait()
        async with pool.connection() as connection:
            await connection.execute(TABLE)
        app.state.pool = pool
        yield


def create() -> FastAPI:
    app = FastAPI(lifespan=lifespan)
    app.add_api_route("/health/ready", ready)
    app.add_api_route("/api/v1/events", tell, methods=["POST"], status_code=202)
    return app


async def ready() -> dict[str, str]:
    return {"status": "ready"}


async def tell(event: Event, request: Request) -> dict[str, int]:
    row = (event.source, event.id, event.type, event.key, event.occurred_at, json.dumps(event.data))
    async with request.app.state.pool.connection() as connection:
        told = await connection.execute(INSERT, row)
    return {"accepted": told.rowcount}
