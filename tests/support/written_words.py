"""Words of briefs that tell of documents, as a writer hands them in."""

from datetime import timedelta
from uuid import uuid4

from application.campaigns.briefs.ports import Claim, Claimed, Writings
from domain.campaigns.briefs.brief import Writing, WritingId, Written
from domain.campaigns.briefs.content import Cited, Content, Fact
from domain.campaigns.briefs.trace import Outcome, ToolCall, Trace
from domain.ids import DocumentId
from support.people import ADA, NOON

STORM = "Lamps sell best in the week before a storm."
HOUR = timedelta(hours=1)


def a_writing_told_of(*documents: DocumentId) -> Writing:
    cited = (Cited(one, 1, 1, 0, 9) for one in documents)
    facts = tuple(Fact(f"1.{number}", STORM, one) for number, one in enumerate(cited, 1))
    call = ToolCall(1, "article_trends", {}, Outcome.DONE, facts, "", 0.0)
    content = Content(STORM, (STORM,), ("#Lamp",), "Look.", "warm")
    written = Written(content, Trace((call,)), "m", 0, fallback=False, snapshot=None)
    return Writing(WritingId(uuid4()), ADA.organisation_id, written, NOON)


def a_claim(writings: Writings) -> Claim:
    """Take it upon oneself to write something that nobody else does."""
    claim = Claim(ADA.organisation_id, uuid4().hex, uuid4(), 3)
    assert writings.claim(claim, now=NOON, until=NOON + HOUR) == Claimed(claim.token)
    return claim


def finished(writings: Writings, writing: Writing) -> bool:
    return writings.finish(a_claim(writings), writing, fresh_until=NOON + HOUR)
