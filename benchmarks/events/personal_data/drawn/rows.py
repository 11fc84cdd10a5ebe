"""The set, drawn: what it is, what it wears, where it stands."""

from collections.abc import Iterator, Sequence
from random import Random

from benchmarks.events.personal_data.drawn.frames import FRAMES, NAMES
from benchmarks.events.personal_data.drawn.harmless import HARMLESS
from benchmarks.events.personal_data.drawn.transforms import BY_CLASS
from benchmarks.events.personal_data.outside import chains, hosts, ids, mail, money, phones
from benchmarks.events.personal_data.outside.money import Maker
from benchmarks.events.personal_data.outside.rows import ALSO, halves
from benchmarks.events.personal_data.row import Row

SEED, POSITIVES, EACH = 7_070_707, 1_700, 21
OTHERS = (
    "it cf",
    "fr nir",
    "de steuer",
    "pl pesel",
    "br cpf bare",
    "es dni",
    "in aadhaar",
    "sg nric",
    "tr",
    "za",
    "cn",
    "mx curp",
    "ro cnp",
    "ee",
    "ch ahv",
    "kr rrn",
)
KINDS: tuple[tuple[str, str, str, Maker, int], ...] = (
    ("email", "email", "email", mail.email, 5), ("phone", "phone", "digits", phones.mobile, 4), ("phone", "phone", "whole", phones.abroad, 3), ("card", "card", "digits", money.any_card, 4), ("iban", "iban", "account", money.any_account, 4), ("ip", "ip", "whole", hosts.four, 2), ("ip", "ip", "whole", lambda r: str(hosts.six(r)), 2),
    ("national_id", "cccd", "digits", ids.OWN["vn cccd"], 3), ("national_id", "ssn", "whole", ids.OWN["us ssn"], 2), ("national_id", "id", "whole", lambda r: ids.OWN[r.choice(OTHERS)](r), 3), ("crypto", "crypto", "whole", lambda r: chains.CHECKED[r.choice(sorted(chains.CHECKED))](r), 4),
)  # fmt: skip
"""Kind, what it is called, what it may wear, how it is made, and how often."""


def rows(seed: int = SEED) -> Sequence[Row]:
    r = Random(seed)
    return [*(_personal(r) for _ in range(POSITIVES)), *_harmless(r)]


def _personal(r: Random) -> Row:
    kind, name, worn_by, make, _ = r.choices(KINDS, [one[-1] for one in KINDS])[0]
    written, shape = make(r), name
    by_class = BY_CLASS[worn_by]
    classes = [one for one in by_class if r.random() < 0.55] or [r.choice(sorted(by_class))]
    if {"told", "groups"} <= set(classes):
        classes.remove(r.choice(("told", "groups")))
    for one in classes:
        transform = r.choice(by_class[one])
        written = transform(written, r)
        shape += f", {transform.__name__}"
    frame = r.choice(FRAMES).replace("##", r.choice(NAMES[name]))
    return Row(frame.replace("@@", written), kind, shape, halves(written), ALSO)


def _harmless(r: Random) -> Iterator[Row]:
    for name, innocent in HARMLESS.items():
        for _ in range(EACH):
            yield Row(innocent(r), None, name)
