"""Texts that a query may ask for."""

from typing import Any

from marshmallow import fields

from entrypoints.http.shapes import STORABLE


class Storable(fields.String):
    """A text without NUL: `addresses` refuses that in every parameter, and the document says so."""

    def __init__(self, **options: Any) -> None:
        super().__init__(metadata=STORABLE, **options)
