"""Five papers, uploaded over HTTP and waited for."""

import os
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter, sleep
from typing import Any

import httpx

from benchmarks.servers import ROOT, Server

VARIABLE, DEFAULT = "PORTICO_DATA", ROOT.parent / "shared" / "data"
MANY = 5
PATIENCE_SECONDS, LOOK_SECONDS = 300.0, 0.05
DOCUMENTS = "/api/v1/documents"


class NoPapers(Exception):
    """The papers are not here; the sentence says where they were looked for."""


def find_papers() -> list[Path]:
    """Return the five files, by name; raises NoPapers."""
    folder = Path(os.environ.get(VARIABLE) or DEFAULT).resolve() / "papers"
    papers = sorted(folder.glob("*.pdf"))
    if len(papers) != MANY:
        raise NoPapers(f"{len(papers)} of {MANY} PDF files in {folder}; {VARIABLE} names another")
    return papers


def client(server: Server) -> httpx.Client:
    return httpx.Client(base_url=server.url, timeout=PATIENCE_SECONDS, trust_env=False)


def upload(http: httpx.Client, papers: Sequence[Path]) -> dict[str, str]:
    """Hand the papers in, and return the documents' ids by the papers' short names."""
    made = {}
    for paper in papers:
        file = {"file": (paper.name, paper.read_bytes(), "application/pdf")}
        made[paper.stem.partition("_")[0]] = str(ok(http.post(DOCUMENTS, files=file))["id"])
    return made


def wait(http: httpx.Client, ids: Sequence[str]) -> list[dict[str, Any]]:
    """Wait until each document is ready; raises RuntimeError when one fails."""
    until = perf_counter() + PATIENCE_SECONDS
    ready = []
    for document_id in ids:
        while (document := ok(http.get(f"{DOCUMENTS}/{document_id}")))["state"] != "ready":
            if document["state"] == "failed" or perf_counter() > until:
                raise RuntimeError(f"not ready: {document}")
            sleep(LOOK_SECONDS)
        ready.append(document)
    return ready


def ok(response: httpx.Response) -> dict[str, Any]:
    """Return the JSON of a success; raises RuntimeError with the refusal's text."""
    if not response.is_success:
        raise RuntimeError(f"{response.request.url}: {response.status_code} {response.text}")
    body: dict[str, Any] = response.json()
    return body
