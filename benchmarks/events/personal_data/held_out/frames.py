"""What people and programs write around a value."""

from collections.abc import Callable, Iterable, Iterator
from random import Random

from benchmarks.events.personal_data.row import Row
from domain.events.json_value import JsonValue

Maker = Callable[[Random], str]
TEXTS = (
    "{}", "Please use {} from now on", "new contact -> {}", "Em chào shop, của em là {} nha", "[{}]",
    "INFO 12:04:55.120 worker-3 got {} (attempt 2)", "see {}, thanks!", "A: who?\nB: {}\nA: ok", "»{}«",
    "customer wrote: “{}”", "Cho mình đổi thành {} được không ạ?", "{} is mine", "a;{};b", "val={};next=1",
    "Hallo, das ist {} und danke", "Bonjour, voici {} merci", "\t{}\r\n", "*{}*", "|{}|", "was {} yesterday.",
)  # fmt: skip
FIELDS = ("note", "message", "text", "comment", "payload", "value", "body", "remarks")


def ends(written: str, *, least: int = 5) -> tuple[str, str]:
    """Return the two ends of what is written: neither may be left."""
    size = max(least, len(written) // 3)
    return written[:size], written[-size:]


def framed(random: Random, written: str) -> JsonValue:
    text = random.choice(TEXTS).format(written)
    return {random.choice(FIELDS): text} if random.random() < 0.3 else text


def told(
    random: Random, kind: str, shape: str, makers: Iterable[Maker], *, each: int = 1
) -> Iterator[Row]:
    """Yield each maker's values in the open."""
    for maker in makers:
        for _ in range(each):
            written = maker(random)
            yield Row(framed(random, written), kind, shape, ends(written))
