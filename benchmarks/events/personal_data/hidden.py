"""Personal data in disguise: spelt, encoded, in look-alike or invisible characters."""

import base64
import json
from collections.abc import Callable, Iterator
from random import Random
from urllib.parse import quote

from benchmarks.events.personal_data import national, values
from benchmarks.events.personal_data.row import Row

LOOKALIKES = str.maketrans("aceopxyi", "асеорхуі")
FULLWIDTH = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}
SPELT = (
    (" [at] ", " [dot] "), ("[at]", "[dot]"), ("(at)", "(dot)"), (" (at) ", "."), (" at ", " dot "),
    (" AT ", " DOT "), ("{at}", "{dot}"), (" [@] ", " [.] "), ("[at]", "."), (" <at> ", " <dot> "),
)  # fmt: skip
MAKERS: dict[str, Callable[[Random], str]] = {
    "email": values.email,
    "phone": values.vietnamese,
    "card": values.card,
    "iban": values.account,
    "national_id": national.cccd,
    "crypto": values.wallet,
}


def every_character_quoted(text: str) -> str:
    return "".join(f"%{byte:02X}" for byte in text.encode())


def sprinkled(invisible: str) -> Callable[[str], str]:
    return lambda text: invisible.join(text[at : at + 3] for at in range(0, len(text), 3))


DISGUISES: dict[str, Callable[[str], str]] = {
    "fullwidth": lambda text: text.translate(FULLWIDTH),
    "zero width": sprinkled("\u200b"),
    "joiners": sprinkled("\u200d\u2060"),
    "soft hyphen": sprinkled("\u00ad"),
    "percent": lambda text: quote(text, safe=""),
    "percent all": every_character_quoted,
    "percent twice": lambda text: quote(quote(text, safe=""), safe=""),
    "percent twice all": lambda text: quote(every_character_quoted(text), safe=""),
    "base64": lambda text: base64.b64encode(f"contact {text} now".encode()).decode(),
    "base64 url": lambda text: (
        base64.urlsafe_b64encode(f"{{'v': '{text}'}}".encode()).decode().rstrip("=")
    ),
    "entities": lambda text: "".join(f"&#{ord(one)};" for one in text),
    "hex entities": lambda text: "".join(f"&#x{ord(one):x};" for one in text),
    "escaped": lambda text: "".join(f"\\u{ord(one):04x}" for one in text),
    "escaped json": lambda text: json.dumps(json.dumps({"note": f"\t{text}\n"})),
}
AROUND = ("{}", "write to {} today", "liên hệ {} nha", "a={}&b=2", "note: {}.")


def in_disguise(random: Random, each: int = 4) -> Iterator[Row]:
    """Yield so many rows of each disguise of each kind."""
    for shape, disguise in DISGUISES.items():
        for kind, maker in MAKERS.items():
            for _ in range(each):
                secret = maker(random)
                worn = disguise(secret)
                around = "{}" if shape == "escaped json" else random.choice(AROUND)
                gone = secret if shape == "escaped json" else worn
                yield Row(around.format(worn), kind, shape, (gone,))
    yield from _spelt(random, each)


def _spelt(random: Random, each: int) -> Iterator[Row]:
    for at, dot in SPELT:
        for _ in range(each):
            local, _, host = values.email(random).partition("@")
            secret = f"{local}{at}{host.replace('.', dot)}"
            yield Row(random.choice(AROUND).format(secret), "email", "spelt", (secret,))
    for _ in range(3 * each):
        secret = values.email(random).translate(LOOKALIKES)
        yield Row(f"write to {secret}", "email", "look-alikes", (secret,))
    for _ in range(each):
        secret = "@".join(values.email(random).split("@")).replace("@", "＠")
        yield Row(f"write to {secret}", "email", "one wide sign", (secret,))
