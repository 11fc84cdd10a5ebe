"""Sentences that are true of a record, and the same with one thing in them made wrong."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import permutations
from random import Random
from typing import Any

from benchmarks.insights.records import CHANNELS, NAMES, PRODUCTS, SENTIMENTS, TOPICS, record
from domain.insights.record import Record

Binding = dict[str, Any]
WORDS = "zero one two three four five six seven eight nine ten eleven twelve".split()


@dataclass(frozen=True, slots=True)
class Case:
    """`kind` is what was made wrong, or empty where the sentence is true."""

    record: Record
    text: str
    kind: str = ""


def _all(one: Record) -> Iterator[Binding]:
    yield {"number": one.total, "name": one.name}


def _channel(one: Record) -> Iterator[Binding]:
    yield from ({"number": each.count, "channel": each.name} for each in one.channels)


def _topic(one: Record) -> Iterator[Binding]:
    yield from ({"number": each.count, "topic": each.name} for each in one.topics)


def _mood(one: Record) -> Iterator[Binding]:
    yield from ({"number": each.count, "sentiment": each.name} for each in one.sentiments)


def _last(one: Record) -> Iterator[Binding]:
    last = one.newest[0]
    yield {"date": last.at, "channel": last.channel, "topic": last.topic, "sentiment": last.sentiment,
           "name": one.name, "product": last.product}  # fmt: skip


def _first(one: Record) -> Iterator[Binding]:
    yield {
        "date": one.newest[-1].at,
        "channel": one.newest[-1].channel,
        "topic": one.newest[-1].topic,
    }


def _most(one: Record) -> Iterator[Binding]:
    top = one.channels[0]
    yield {"channel": top.name, "number": top.count, "name": one.name}


def _any(one: Record) -> Iterator[Binding]:
    for each in one.newest:
        yield {"date": each.at, "channel": each.channel, "topic": each.topic, "name": one.name,
               "sentiment": each.sentiment}  # fmt: skip


def _share(one: Record) -> Iterator[Binding]:
    yield from (
        {"number": each.count, "channel": each.name, "total": one.total} for each in one.channels
    )


def _two(one: Record) -> Iterator[Binding]:
    for a, b in permutations(one.channels, 2):
        yield {"number": a.count, "channel": a.name, "second": b.count, "other": b.name}


PATTERNS: tuple[tuple[Callable[[Record], Iterator[Binding]], tuple[str, ...]], ...] = (
    (_all, ("There are {number} interactions on record.", "We have {number} interactions with you on record.",
            "In total, you have been in touch with us {number} times.", "{name} has {number} interactions with us.",
            "Dear {name},", "Dear {name}, thank you for being in touch.", "Hello {name}, thank you for your time.",
            "Our records show {number} interactions with {name}.", "You contacted us {number} times overall.")),
    (_channel, ("{number} of them came by {channel}.", "You reached us {number} times by {channel}.",
                "We counted {number} interactions by {channel}.", "{channel} was used for {number} interactions.")),
    (_topic, ("{number} interactions were about {topic}.", "{topic} came up {number} times.",
              "You contacted us {number} times about {topic}.", "The topic {topic} accounts for {number} interactions.")),
    (_mood, ("{number} interactions were {sentiment}.", "We recorded {number} interactions as {sentiment}.")),
    (_last, ("The last interaction was on {date} by {channel}, about {topic}.",
             "Your last interaction with us was on {date} by {channel}.", "We last heard from you on {date}.",
             "Most recently, on {date}, you contacted us by {channel} about {topic}.",
             "{name} last contacted us by {channel} on {date}.", "The latest topic was {topic}.",
             "Your most recent contact, by {channel}, was about {topic}.",
             "The last interaction, on {date}, was {sentiment}.", "The product discussed last was {product}.")),
    (_first, ("You first contacted us on {date} by {channel}.", "The first interaction was about {topic}.",
              "Your earliest interaction was on {date}.")),
    (_most, ("The most frequent channel is {channel}, with {number} interactions.",
             "You mostly contact us by {channel}.", "{name} contacts us most often by {channel}.",
             "Your preferred channel is {channel}.", "The channel that you use most is {channel}.")),
    (_any, ("You contacted us on {date} by {channel} about {topic}.", "You also contacted us by {channel} about {topic}.",
            "On {date} we heard from you by {channel}.", "We received your {topic} message on {date}.",
            "On {date} you raised {topic} with us.", "Thank you for getting in touch about {topic} on {date}.",
            "The interaction on {date} was {sentiment}.")),
    (_share, ("{number} of your {total} interactions came by {channel}.",
              "Of your {total} interactions, {number} came by {channel}.")),
    (_two, ("{number} interactions came by {channel} and {second} by {other}.",
            "You used {channel} {number} times and {other} {second} times.")),
)  # fmt: skip
KINDS = {"number": "number", "second": "number", "total": "number", "date": "date", "name": "name",
         "channel": "channel", "other": "channel", "topic": "topic", "sentiment": "sentiment",
         "product": "name"}  # fmt: skip
POOLS: dict[str, Sequence[str]] = {
    "name": NAMES, "channel": CHANNELS, "other": CHANNELS, "topic": TOPICS, "sentiment": SENTIMENTS,
    "product": PRODUCTS,
}  # fmt: skip
NEGATED = (
    (r"\b(was|were|is|are)\b", r"\1 not"), (r"\b(have|has) been\b", r"\1 never been"),
    (r"\bThere are\b", "There are no"), (r"\b(We have|has|have)\b", r"\1 no"),
    (r"\b(?:contacted|raised|reached)\b", "did not contact"), (r"\b(heard|received|recorded|counted)\b", r"never \1"),
    (r"\b(came|used|contacts?|accounts)\b", r"hardly \1"), (r"\byou\b", "you never"),
)  # fmt: skip


def true_cases(random: Random) -> Iterator[Case]:
    while True:
        held = record(random)
        bindings, patterns = random.choice(PATTERNS)
        if found := list(bindings(held)):
            yield Case(held, _said(random.choice(patterns), random.choice(found), random))


def wrong_cases(random: Random, kind: str) -> Iterator[Case]:
    """Yield sentences with one thing of this kind made wrong, by what others say or by nothing."""
    while True:
        held = record(random)
        bindings, patterns = random.choice(PATTERNS)
        found, pattern = list(bindings(held)), random.choice(patterns)
        if found and kind == "negation":
            said = _negated(_said(pattern, random.choice(found), random), random)
        else:
            said = _changed(pattern, found, kind, random) if found else None
        if said is not None:
            yield Case(held, said, kind)


def _changed(pattern: str, found: list[Binding], kind: str, random: Random) -> str | None:
    """Change one slot, so that no true binding says the same."""
    slots = [one for one in re.findall(r"\{(\w+)\}", pattern) if KINDS[one] == kind]
    if not slots:
        return None
    shown = re.findall(r"\{(\w+)\}", pattern)
    truths = [_told(one, shown) for one in found]
    slot, binding = random.choice(slots), dict(random.choice(found))
    for _ in range(9):
        changed = {**binding, slot: _other(slot, binding[slot], random)}
        if _told(changed, shown) not in truths:
            return _said(pattern, changed, random)
    return None


def _told(binding: Binding, shown: list[str]) -> tuple[Any, ...]:
    return tuple(binding[one].date() if one == "date" else binding[one] for one in shown)


def _other(slot: str, value: Any, random: Random) -> Any:
    if slot == "date":
        return value + timedelta(
            days=random.choice([-400, -365, -31, -30, -7, -1, 1, 2, 10, 30, 366])
        )
    if slot in POOLS:
        return random.choice([one for one in POOLS[slot] if one != value])
    return random.choice(
        [one for one in (value - 1, value + 1, value + 2, 10 * value, value + 100) if one >= 0]
    )


def _said(pattern: str, binding: Binding, random: Random) -> str:
    shown = {name: _written(value, random) for name, value in binding.items()}
    text = pattern.format(**shown)
    if binding.get("number") == 1 or binding.get("second") == 1:
        text = re.sub(r"\b(1|one) (interaction|time)s\b", r"\1 \2", text, flags=re.IGNORECASE)
    return text[0].upper() + text[1:]


def _written(value: Any, random: Random) -> str:
    if isinstance(value, int):
        return WORDS[value] if 1 < value < len(WORDS) and random.random() < 0.3 else str(value)
    if isinstance(value, str):
        return value
    styles = ("{0.day} {0:%B} {0.year}", "{0:%B} {0.day}, {0.year}", "{0:%Y-%m-%d}", "{0.day} {0:%b} {0.year}",
              "{0.day}th of {0:%B} {0.year}")  # fmt: skip
    return random.choice(styles).format(value)


def _negated(text: str, random: Random) -> str | None:
    ways = [re.sub(pattern, into, text, count=1) for pattern, into in NEGATED]
    changed = [one for one in ways if one != text]
    return random.choice(changed) if changed else None
