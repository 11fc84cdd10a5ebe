"""How many there are, and the product matrix, over HTTP."""

from typing import Any

import msgspec
from flask import Response
from flask_smorest import Blueprint
from marshmallow import Schema, fields, validate

from application.insights.read_numbers import Counted, ReadNumbers
from domain.insights.product_matrix import ProductMatrix
from entrypoints.http.answer import answer
from entrypoints.http.openapi import answers
from entrypoints.http.query_fields import Instant
from entrypoints.http.use import acting, use

blueprint = Blueprint(
    "numbers",
    __name__,
    url_prefix="/api/v1",
    description="Numbers of customers, interactions and products.",
)


class RowCountView(msgspec.Struct):
    message: str
    rows: int


class ProductInteractionsView(msgspec.Struct):
    customer_type: str
    product: str
    interactions: int


class UnattributedView(msgspec.Struct):
    customer_type: str
    interactions: int


class ProductMatrixView(msgspec.Struct):
    """Each interaction counts once: `total` is the items and `unattributed` together.

    An item's type is `unknown` for customers in no table or without a type, and `several` where
    one interaction was with customers of different types. `unattributed` are those of months
    without a product. `snapshot` is the number of the data they were counted in.
    """

    items: list[ProductInteractionsView]
    matrix: dict[str, dict[str, int]]
    unattributed: int
    unattributed_by_type: list[UnattributedView]
    total: int
    snapshot: int

    @classmethod
    def of(cls, one: ProductMatrix) -> "ProductMatrixView":
        items = [ProductInteractionsView(*key, n) for key, n in one.attributed.items()]
        matrix: dict[str, dict[str, int]] = {}
        for item in items:
            matrix.setdefault(item.customer_type, {})[item.product] = item.interactions
        apart = [UnattributedView(kind, n) for kind, n in one.unattributed.items()]
        lost = sum(each.interactions for each in apart)
        return cls(items, matrix, lost, apart, one.total, one.snapshot)


class MatrixQuery(Schema):
    group_by = fields.String(
        load_default="customer_type", validate=validate.OneOf(["customer_type"])
    )
    since = Instant(data_key="from", metadata={"format": "date-time"})
    until = Instant(data_key="to", metadata={"format": "date-time"})


@blueprint.get("/stats/customers")
@answers(blueprint, 200, RowCountView, says="How many there are.")
def customers() -> Response:
    """Count the customers."""
    return _rows(Counted.CUSTOMERS)


@blueprint.get("/stats/products")
@answers(blueprint, 200, RowCountView, says="How many there are.")
def products() -> Response:
    """Count the months that have a product."""
    return _rows(Counted.PRODUCTS)


@blueprint.get("/stats/interactions")
@answers(blueprint, 200, RowCountView, says="How many there are.")
def interactions() -> Response:
    """Count the interactions."""
    return _rows(Counted.INTERACTIONS)


@blueprint.get("/product-interactions")
@blueprint.arguments(MatrixQuery(), location="query")
@answers(blueprint, 200, ProductMatrixView, says="They add up to all interactions.", refuses=(422,))
def product_interactions(query: dict[str, Any]) -> Response:
    """Count interactions by the type of their customers and the product of their month."""
    matrix = use(ReadNumbers).by_type(acting(), query.get("since"), query.get("until"))
    return answer(ProductMatrixView.of(matrix))


def _rows(what: Counted) -> Response:
    return answer(RowCountView("Number of Rows", use(ReadNumbers).rows(acting(), what)))
