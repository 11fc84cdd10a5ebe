"""Conversations are put away and taken back."""

from typing import Any

import pytest

from e2e.harbour import asked, opened
from e2e.problems import refused
from entrypoints.testing import Portico

PATH = "/api/v1/conversations"


def put(portico: Portico, conversation: str, **body: Any) -> Any:
    headers = {"If-Match": "*"}
    return portico.client.patch(f"{PATH}/{conversation}", json=body, headers=headers)


def listed(portico: Portico, query: str = "") -> list[str]:
    items = portico.client.get(f"{PATH}{query}").get_json()["items"]
    return [one["id"] for one in items]


def test_what_is_put_away_is_listed_apart_until_it_is_taken_back(portico: Portico) -> None:
    kept, away = portico.converse(), portico.converse()
    response = put(portico, away, archived=True)
    assert (response.status_code, response.get_json()["archived"]) == (200, True)
    assert response.get_json()["version"] == 2
    assert listed(portico) == listed(portico, "?archived=false") == [kept]
    assert listed(portico, "?archived=true") == [away]
    assert put(portico, away, archived=False).get_json()["archived"] is False
    assert listed(portico) == [away, kept]


def test_it_stays_put_away_when_something_else_changes(portico: Portico) -> None:
    conversation = portico.converse()
    put(portico, conversation, archived=True)
    assert put(portico, conversation, title="Other").get_json()["archived"] is True
    assert put(portico, conversation, archived=None).get_json()["archived"] is True


def test_what_is_put_away_can_be_read_asked_and_deleted(portico: Portico) -> None:
    _, conversation = opened(portico)
    put(portico, conversation, archived=True)
    assert asked(portico, conversation).status_code == 201
    assert portico.client.get(f"{PATH}/{conversation}").get_json()["archived"] is True
    assert portico.client.delete(f"{PATH}/{conversation}").status_code == 204
    assert listed(portico, "?archived=true") == []


@pytest.mark.parametrize("given", ["1", "yes", "", "True", "null", "true,false"])
def test_a_list_is_of_those_put_away_or_of_the_others(portico: Portico, given: str) -> None:
    problem = refused(portico.client.get(f"{PATH}?archived={given}"), 422, "invalid_parameters")
    assert problem["errors"][0]["parameter"] == "archived"


@pytest.mark.parametrize("given", [1, "true", []])
def test_put_away_or_not_is_true_or_false(portico: Portico, given: Any) -> None:
    problem = refused(put(portico, portico.converse(), archived=given), 422, "invalid_body")
    assert problem["errors"][0]["pointer"] == "/archived"
