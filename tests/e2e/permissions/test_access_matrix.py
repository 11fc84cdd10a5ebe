"""Every route, asked by everybody: who is let through, and who is refused how.

A route that the table does not name fails, so that none is forgotten.
"""

import pytest

from e2e.permissions.matrix import MATRIX, NOBODY, ROUTES, Class, Closed, Open, Refused
from e2e.permissions.scene import WHO, Scene

ANYBODYS = (Open, Closed, Refused)
"""What a bearer neither opens nor closes."""


@pytest.fixture(scope="module")
def scene() -> Scene:
    return Scene.set()


def test_every_route_has_its_line() -> None:
    assert {f"{method} {path}" for method, path in ROUTES} == set(MATRIX)


@pytest.mark.slow
@pytest.mark.parametrize("who", WHO)
@pytest.mark.parametrize("route", sorted(MATRIX))
def test_a_route_lets_through_who_may(scene: Scene, route: str, who: str) -> None:
    line = MATRIX[route]
    response = scene.asked(who, route, line)
    assert Class.of(response.status_code) is line.expected(who), response.get_data(as_text=True)


@pytest.mark.parametrize("who", NOBODY)
def test_who_is_nobody_is_not_told_what_else_is_wrong(scene: Scene, who: str) -> None:
    """Bodies that nobody can read, ids of nothing, versions that are none: who asks comes first."""
    known = [route for route, line in MATRIX.items() if not isinstance(line, ANYBODYS)]
    told = {route: scene.blurted(who, route).status_code for route in known}
    assert {route: status for route, status in told.items() if status != 401} == {}


def test_the_document_says_who_needs_no_bearer(scene: Scene) -> None:
    told = scene.portico.client.get("/api/openapi.json").get_json()
    assert told["security"] == [{"bearer": []}]
    open_to_all = {
        f"{method.upper()} {path}"
        for path, item in told["paths"].items()
        for method, operation in item.items()
        if isinstance(operation, dict) and operation.get("security") == []
    }
    assert open_to_all == {route for route, line in MATRIX.items() if isinstance(line, ANYBODYS)}
