"""A customer with three interactions, and others, for tests of what is said about them."""

from datetime import UTC, datetime
from uuid import UUID

from domain.insights.record import Customer, Interaction, Record, Tally

FIRST, SECOND, LAST = (UUID(int=one) for one in (1, 2, 3))


def interaction(
    id: int,
    at: str,
    channel: str,
    topic: str | None = None,
    sentiment: str | None = None,
    product: str | None = None,
) -> Interaction:
    moment = datetime.fromisoformat(at).replace(tzinfo=UTC)
    return Interaction(UUID(int=id), moment, channel, topic, sentiment, product)


THREE = (
    interaction(3, "2020-02-17 18:24", "Chatbot", "Side Effects Discussion", "Neutral", "Sand"),
    interaction(2, "2020-02-11 16:32", "Email", "Clinical Trial Inquiry", "Negative", "Sand"),
    interaction(1, "2019-10-04 09:00", "Email", "Drug Interaction Concerns", "Negative", "Sand"),
)


def record_of(
    interactions: tuple[Interaction, ...] = THREE, name: str | None = "Jedi", snapshot: int = 7
) -> Record:
    """Return the record of customer 1; `interactions` are newest first."""
    alike: dict[tuple[str, str | None, str | None], list[Interaction]] = {}
    for one in interactions:
        alike.setdefault((one.channel, one.topic, one.sentiment), []).append(one)
    tallies = tuple(Tally(*key, len(found), found[0].at) for key, found in alike.items())
    return Record(1, Customer(1, name, "Red"), tallies, interactions, snapshot)
