"""Records that are made up: customers with interactions, by a seed."""

from datetime import UTC, datetime, timedelta
from random import Random
from uuid import UUID

from domain.insights.record import Customer, Interaction, Record, Tally

CHANNELS = "Email Call Chatbot Boat Bird Post".split()
TOPICS = (
    "Drug Interaction Concerns", "Side Effects Discussion", "Drug Efficacy",
    "Dosage Recommendation", "Prescription Guidelines", "Adverse Event Report",
    "Clinical Trial Inquiry", "Delivery Times",
)  # fmt: skip
SENTIMENTS = "Positive Neutral Negative".split()
NAMES = (
    "Jedi", "Batman", "Santa Claus", "Mover", "Pirate", "Lawyer", "Plummer", "Milkman", "Astronaut",
    "Gardener", "Sailor", "Baker",
)  # fmt: skip
PRODUCTS = "Sand Gravel Clay Pebble".split()
BEGINNING = datetime(2019, 1, 1, tzinfo=UTC)


def record(random: Random) -> Record:
    """Return a customer with one to twelve interactions; no two at the same minute."""
    minutes = random.sample(range(1_000_000), random.randint(1, 12))
    channels = random.sample(CHANNELS, random.randint(1, 3))
    topics = random.sample(TOPICS, random.randint(1, 4))
    made = [
        Interaction(
            UUID(int=random.getrandbits(128), version=4),
            BEGINNING + timedelta(minutes=one),
            random.choice(channels),
            random.choice(topics),
            random.choice(SENTIMENTS),
            random.choice(PRODUCTS[:2]),
        )
        for one in sorted(minutes, reverse=True)
    ]
    customer = Customer(random.randint(1, 9_999), random.choice(NAMES), "Red")
    return Record(customer.id, customer, tallies(made), tuple(made), random.randint(1, 99))


def tallies(made: list[Interaction]) -> tuple[Tally, ...]:
    alike: dict[tuple[str, str | None, str | None], list[Interaction]] = {}
    for one in made:
        alike.setdefault((one.channel, one.topic, one.sentiment), []).append(one)
    return tuple(Tally(*key, len(found), found[0].at) for key, found in alike.items())
