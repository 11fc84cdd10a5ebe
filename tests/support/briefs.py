"""A small brief to answer, for tests that care about the wire and not about the words."""

from uuid import uuid4

from application.conversations.ports import Brief
from domain.conversations.evidence import Evidence, EvidenceId
from domain.conversations.message import Turn
from domain.ids import DocumentId

HONEY = "Honey keeps for decades because it holds too little water for bacteria to grow."
MEAD = "Mead is a drink that is fermented from honey and water, and the oldest one known."


def evidence(text: str, title: str = "Bees") -> Evidence:
    return Evidence(
        passage_id=EvidenceId(uuid4()),
        document_id=DocumentId(uuid4()),
        version=1,
        title=title,
        page=1,
        start=0,
        text=text,
        score=1.0,
        relevance=0.9,
    )


def brief(
    *texts: str,
    question: str = "Why does honey keep for decades?",
    history: tuple[Turn, ...] = (),
) -> Brief:
    """Return a brief over these texts, or over one sentence about honey and one about mead."""
    passages = tuple(evidence(text) for text in (texts or (HONEY, MEAD)))
    return Brief(question=question, history=history, evidence=passages)
