"""Every route, asked by everybody: who is let through, and who is refused how.

A route that the table does not name fails, so that none is forgotten.
"""

import pytest

from e2e.permissions.matrix import MATRIX, ROUTES, Class
from e2e.permissions.scene import WHO, Scene


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
