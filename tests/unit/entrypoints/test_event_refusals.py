"""What a body of events is refused with, over HTTP."""

import pytest

from application.errors import ApplicationError
from domain.errors import DomainError
from domain.events import errors
from domain.events.webhooks import errors as webhooks
from entrypoints.http import observing
from entrypoints.http.errors import STATUS, refuse


@pytest.mark.parametrize(
    ("kind", "status"),
    [
        (errors.MalformedJson, 400),
        (errors.NestedTooDeep, 400),
        (errors.MalformedCsv, 400),
        (errors.MalformedCompression, 400),
        (errors.EmptyBody, 400),
        (errors.BodyTooLarge, 413),
        (errors.ExpandsTooFar, 413),
        (errors.TooManyEvents, 413),
        (errors.FormatUnsupported, 415),
        (errors.EncodingUnsupported, 415),
        (errors.NoEvents, 422),
        (webhooks.MissingSignature, 401),
        (webhooks.BadSignature, 401),
        (webhooks.TimestampOutOfTolerance, 401),
        (webhooks.MalformedHeader, 400),
        (webhooks.UnusableSecret, 422),
    ],
)
def test_each_kind_has_its_status_and_code(kind: type[DomainError], status: int) -> None:
    asked = observing.ASKED.set({observing.REQUEST_ID: "r"})
    answer = refuse(kind("why"))
    observing.ASKED.reset(asked)

    assert answer.status_code == status
    assert kind.code.encode() in answer.data


def _all_of(kind: type) -> list[type]:
    below: list[type] = kind.__subclasses__()
    return below + [inner for one in below for inner in _all_of(one)]


def test_every_refusal_there_is_has_a_status() -> None:
    ours = [one for kind in (DomainError, ApplicationError) for one in _all_of(kind)]
    raised = [one for one in ours if one.__module__.startswith(("domain.", "application."))]
    untold = [one for one in raised if not any(kind in STATUS for kind in one.__mro__)]
    assert [one for one in untold if one.__name__ != "Pointed"] == []
    assert len(raised) > 50
