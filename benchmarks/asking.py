"""Ask one question over HTTP and judge the answer."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from time import perf_counter
from typing import Any

import httpx

from benchmarks.papers import DOCUMENTS, ok
from benchmarks.quoting import Expected, Place, is_exact

CONVERSATIONS = "/api/v1/conversations"


@dataclass(frozen=True, slots=True)
class Judged:
    id: str
    question: str
    status: str
    content: str
    valid: int
    places: tuple[Place, ...]
    right_page: bool
    right_first: bool
    phrase: bool
    seconds: float

    @property
    def answered(self) -> bool:
        return self.status in {"answered", "partial"}

    @property
    def abstained(self) -> bool:
        return self.status == "abstained"

    def row(self) -> str:
        """Tell where it cited, and what was not right about it."""
        right = {"page": self.right_page, "first": self.right_first, "phrase": self.phrase}
        lacks = ",".join(name for name, there in right.items() if not there)
        places = " ".join(f"{paper}:{page}" for paper, page in self.places) or self.status
        return f"{self.id} lacks {lacks:<18} {places}  {self.question}"


@dataclass(frozen=True, slots=True)
class Examiner:
    """`papers` gives a document's id its paper's short name."""

    http: httpx.Client
    papers: Mapping[str, str]
    pages: dict[tuple[str, int], str] = field(default_factory=dict)

    def judge(self, question: Mapping[str, Any]) -> Judged:
        """Ask in a conversation of its own."""
        message, seconds = self._ask(str(question["question"]))
        citations = message["citations"]
        places = tuple((self.papers[one["document_id"]], int(one["page"])) for one in citations)
        expected = Expected.of(question)
        return Judged(
            id=question["id"],
            question=question["question"],
            status=message["answer_status"],
            content=message["content"],
            valid=sum(is_exact(one, self._page(one)) for one in citations),
            places=places,
            right_page=expected.names_one_of(places),
            right_first=expected.names_one_of(places[:1]),
            phrase=expected.is_quoted_in([one["quote"] for one in citations]),
            seconds=seconds,
        )

    def _ask(self, question: str) -> tuple[dict[str, Any], float]:
        held = ok(self.http.post(CONVERSATIONS, json={}))["id"]
        began = perf_counter()
        asked = self.http.post(f"{CONVERSATIONS}/{held}/messages", json={"content": question})
        return ok(asked), perf_counter() - began

    def _page(self, citation: Mapping[str, Any]) -> str:
        """Read the page by the route that shows it, once."""
        key = (citation["document_id"], citation["page"])
        if key not in self.pages:
            self.pages[key] = ok(self.http.get(f"{DOCUMENTS}/{key[0]}/pages/{key[1]}"))["text"]
        return self.pages[key]
