"""Turns are taken where an answer needs nobody else: a silent server keeps nobody waiting."""

from dataclasses import replace
from typing import Any

import pytest

from entrypoints.composition.indexing import searches_here
from entrypoints.testing.harness import MEMORY


def test_what_is_in_this_process_is_here() -> None:
    assert searches_here(MEMORY)
    assert searches_here(replace(MEMORY, search_url="file:", embedder_url="minilm:"))


@pytest.mark.parametrize(
    "elsewhere",
    [
        {"search_url": "elasticsearch://127.0.0.1:9200"},
        {"search_url": "elasticsearch+https://search.example"},
        {"embedder_url": "ollama://127.0.0.1:11434/all-minilm:l6"},
        {"more_embedders": "memory: ollama://127.0.0.1:11434/all-minilm:l6"},
    ],
    ids=["search", "secured search", "embedder", "another embedder"],
)
def test_what_asks_a_server_is_not(elsewhere: dict[str, Any]) -> None:
    assert not searches_here(replace(MEMORY, **elsewhere))
