"""A customer in words: what is on record, and what to write."""

from typing import Any

from flask import Response
from flask_smorest import Blueprint
from marshmallow import Schema, fields, validate

from application.insights.words.generate import GenerateContent
from application.insights.words.summarise import Summarise
from domain.insights.words.letter import (
    LEAST_WORDS,
    MOST_WORDS,
    USUAL_WORDS,
    Form,
    Tone,
    Wish,
)
from domain.insights.words.period import Period
from entrypoints.http.answer import answer
from entrypoints.http.insights.generated_views import GeneratedView
from entrypoints.http.insights.summary_views import SummarizedView
from entrypoints.http.openapi import answers
from entrypoints.http.query_fields import Instant, Storable
from entrypoints.http.use import acting, use

MOST_ABOUT = 200

blueprint = Blueprint(
    "customer-words",
    __name__,
    url_prefix="/api/v1",
    description="Customers in words: each sentence rests on interactions that it names.",
)


class PeriodQuery(Schema):
    """`from` counts, `to` does not."""

    since = Instant(data_key="from", metadata={"format": "date-time"})
    until = Instant(data_key="to", metadata={"format": "date-time"})


class WishQuery(Schema):
    """`about` is what the customer's interactions are searched for."""

    form = fields.Enum(Form, by_value=True, data_key="type", load_default=Form.EMAIL)
    tone = fields.Enum(Tone, by_value=True, load_default=Tone.NEUTRAL)
    most_words = fields.Integer(
        data_key="max_words",
        load_default=USUAL_WORDS,
        validate=validate.Range(min=LEAST_WORDS, max=MOST_WORDS),
    )
    about = Storable(load_default="", validate=validate.Length(max=MOST_ABOUT))


@blueprint.get("/summarized_interactions/<int:customer_id>")
@blueprint.arguments(PeriodQuery(), location="query")
@answers(blueprint, 200, SummarizedView, says="What is on record.", refuses=(404, 422))
def summarized(query: dict[str, Any], customer_id: int) -> Response:
    """Summarise a customer's interactions; the numbers are the database's."""
    told = use(Summarise)(acting(), customer_id, Period(**query))
    return answer(SummarizedView.of(customer_id, told))


@blueprint.get("/generate-content/<int:customer_id>")
@blueprint.arguments(WishQuery(), location="query")
@answers(blueprint, 200, GeneratedView, says="What to write.", refuses=(404, 422))
def generated(query: dict[str, Any], customer_id: int) -> Response:
    """Write to a customer, from what is on record of them and nothing else."""
    written = use(GenerateContent)(acting(), customer_id, Wish(**query))
    return answer(GeneratedView.of(customer_id, written))
