"""Customers, and the interactions that are on record of one, over HTTP."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from flask import Response
from flask_smorest import Blueprint

from application.insights.read_customers import ReadCustomers
from domain.insights.facts import Customer
from domain.insights.record import Interaction, Record
from entrypoints.http.answer import answer
from entrypoints.http.openapi import answers
from entrypoints.http.paging import PageQuery, cursor, window
from entrypoints.http.use import acting, use

blueprint = Blueprint(
    "customers",
    __name__,
    url_prefix="/api/v1/customers",
    description="Customers, and the interactions that are on record of them.",
)


class CustomerView(msgspec.Struct):
    id: int
    occupation: str | None
    type: str | None
    opted_out: bool

    @classmethod
    def of(cls, one: Customer) -> CustomerView:
        return cls(one.id, one.occupation, one.type, one.opted_out)


class CustomerList(msgspec.Struct):
    items: list[CustomerView]
    next_cursor: str | None


class RecordedInteractionView(msgspec.Struct):
    """`product` is that of its month. The import's row `row` told of it."""

    id: UUID
    at: datetime
    channel: str
    topic: str | None
    sentiment: str | None
    product: str | None
    import_id: UUID | None
    row: int | None

    @classmethod
    def of(cls, one: Interaction) -> RecordedInteractionView:
        said = (one.channel, one.topic, one.sentiment, one.product)
        return cls(one.id, one.at, *said, one.import_id, one.row)


class CustomerRecordView(msgspec.Struct):
    """The newest interactions, at most 100 of `total_interactions`.

    `on_file` is false for somebody whom interactions name and no file does.
    """

    customer_id: int
    on_file: bool
    occupation: str | None
    type: str | None
    opted_out: bool
    total_interactions: int
    interactions: list[RecordedInteractionView]
    snapshot: int

    @classmethod
    def of(cls, one: Record) -> CustomerRecordView:
        known = one.customer
        return cls(
            customer_id=one.customer_id,
            on_file=known is not None,
            occupation=known.occupation if known else None,
            type=known.type if known else None,
            opted_out=one.is_opted_out,
            total_interactions=one.total,
            interactions=[RecordedInteractionView.of(each) for each in one.newest],
            snapshot=one.snapshot,
        )


@blueprint.get("")
@blueprint.arguments(PageQuery(), location="query")
@answers(blueprint, 200, CustomerList, says="Customers, by their numbers.", refuses=(422,))
def listed(query: dict[str, Any]) -> Response:
    """List the customers whom a file names, by their numbers."""
    page = use(ReadCustomers)(acting(), window(query))
    return answer(CustomerList([CustomerView.of(one) for one in page.items], cursor(page.next)))


@blueprint.get("/<int:customer_id>")
@answers(blueprint, 200, CustomerRecordView, says="What is on record.", refuses=(404,))
def record(customer_id: int) -> Response:
    """Look at a customer, and at the rows that their newest interactions came from."""
    return answer(CustomerRecordView.of(use(ReadCustomers).one(acting(), customer_id)))
