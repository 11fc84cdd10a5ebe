"""Personal data in the open: alone, in sentences, in log lines."""

from collections.abc import Callable, Iterator
from random import Random

from benchmarks.events.personal_data import national, values
from benchmarks.events.personal_data.row import Row

AROUND = (
    "{}", "Contact: {}.", "it is {} thanks", "({})", "Liên hệ {} nhé shop ơi", "em gửi anh {}, ship chiều nay ạ",
    "user={} action=login status=200", '"{}"', "please use {}; the other one is old", "ok\n{}\nok", "<{}>",
    "2026-11-21T10:15:00Z INFO seen {} after 35 ms", "Order 10023: {}", "Mình là khách cũ, {} ạ", "ref:{}",
)  # fmt: skip
PLAIN: dict[str, tuple[Callable[[Random], str], ...]] = {
    "email": (values.email,),
    "phone": (values.vietnamese, values.foreign),
    "card": (values.card,),
    "iban": (values.account,),
    "ip": (values.ip,),
    "crypto": (values.wallet,),
    "url": (values.link,),
}


def in_the_open(random: Random, each: int = 30) -> Iterator[Row]:
    """Yield so many rows of each kind, and some of each national id."""
    for kind, makers in PLAIN.items():
        for number in range(each):
            yield _plain(random, kind, makers[number % len(makers)])
    for maker in national.SURE:
        for _ in range(each // 5):
            yield _plain(random, "national_id", maker)
    for named, contexts in national.NAMED.items():
        for number in range(each // 5):
            text = contexts[number % len(contexts)].format(secret := named(random))
            yield Row(text, "national_id", "named", (secret,))


def _plain(random: Random, kind: str, maker: Callable[[Random], str]) -> Row:
    secret = maker(random)
    around = random.choice(AROUND)
    return Row(around.format(secret), kind, maker.__name__, (secret,))
