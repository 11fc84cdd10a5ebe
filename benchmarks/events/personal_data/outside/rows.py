"""The set: every kind in the open and disguised, each in places drawn at random, and what is nobody's."""

from collections.abc import Iterator, Sequence
from random import Random

from benchmarks.events.personal_data.outside import chains, hosts, ids, links, mail, money, phones
from benchmarks.events.personal_data.outside.disguises import ANY, DIGITS
from benchmarks.events.personal_data.outside.frames import CODED, FREE
from benchmarks.events.personal_data.outside.harmless import HARMLESS
from benchmarks.events.personal_data.outside.money import Maker
from benchmarks.events.personal_data.row import Row

SEED, EACH = 60606, 12
ALSO = frozenset({"email", "phone", "ip", "url", "crypto", "national_id", "name", "card", "iban"})
LEAST = 6
IN_TEXT = {"quoted", "apostrophe", "unc"}
"""What would end a place that is quoted itself."""


def rows(seed: int = SEED) -> Sequence[Row]:
    r = Random(seed)
    return [*_open(r), *_links(r), *_spelt(r), *_disguised(r), *_harmless(r)]


def halves(written: str) -> tuple[str, ...]:
    """Return what may not be left: either half, or all of it where a half says nothing."""
    half = len(written) // 2
    pieces = (written[:half].strip(), written[half:].strip())
    return pieces if all(len(one) >= LEAST for one in pieces) else (written,)


def _row(
    r: Random, kind: str, shape: str, written: str, *, told: str = "@@", free: bool = False
) -> Row:
    frame = r.choice(FREE if free else (*FREE, *CODED))
    return Row(frame.replace("@@", told.replace("@@", written)), kind, shape, halves(written), ALSO)


def _open(r: Random) -> Iterator[Row]:
    yield from _telephones(r)
    tables: tuple[tuple[str, dict[str, Maker], int], ...] = (
        ("email", mail.PLAIN, 3), ("card", {name: money.grouped(name) for name in money.NETWORKS}, 5), ("iban", {name: money.printed(name) for name in money.BBAN}, 2),
        ("ip", hosts.FORMS, 3), ("national_id", ids.OWN, 3), ("crypto", chains.CHECKED, 3),
    )  # fmt: skip
    for kind, table, times in tables:
        for name, make in table.items():
            for _ in range(times):
                yield _row(r, kind, name, make(r), free=name in IN_TEXT)
    for name, (told, cues) in ids.TOLD.items():
        for cue in cues:
            yield _row(
                r, "national_id", f"{name} told", told(r), told=cue.replace("{}", "@@"), free=True
            )
    for cue in chains.SOLANA:
        yield _row(
            r, "crypto", "sol told", chains.solana(r), told=cue.replace("{}", "@@"), free=True
        )


def _telephones(r: Random) -> Iterator[Row]:
    for name, pattern in phones.INTERNATIONAL.items():
        yield _row(r, "phone", f"abroad {name}", phones.written(pattern)(r))
        yield _row(
            r,
            "phone",
            f"abroad {name} with extension",
            phones.written(pattern)(r),
            told="@@" + r.choice(phones.EXTENSIONS),
            free=True,
        )
    for name, (cue, pattern) in phones.NATIONAL.items():
        for _ in range(2):
            yield _row(
                r,
                "phone",
                f"at home {name}",
                phones.written(pattern)(r),
                told=f"{cue}@@",
                free=True,
            )


def _links(r: Random) -> Iterator[Row]:
    for name, linked in links.LINKS.items():
        for _ in range(2):
            link, secret = linked(r)
            yield Row(r.choice(FREE).replace("@@", link), "url", name, (secret,), ALSO)


def _spelt(r: Random) -> Iterator[Row]:
    for name, make in mail.SPELT.items():
        for _ in range(3):
            yield _row(r, "email", f"spelt {name!r}", make(r), free=True)


def _disguised(r: Random) -> Iterator[Row]:
    plain: dict[str, tuple[Maker, ...]] = {
        "email": (mail.email,), "phone": (phones.mobile, lambda r: "+84" + phones.mobile(r)[1:]), "card": (money.card("visa"), money.card("mastercard")), "iban": (money.account("DE"), money.account("GB"), money.account("FR")),
        "ip": (hosts.four, hosts.shortened), "national_id": (ids.OWN["vn cccd"], ids.OWN["us ssn"], ids.OWN["it cf"], ids.OWN["pl pesel"]), "crypto": (chains.CHECKED["btc p2pkh"], chains.CHECKED["btc taproot"], chains.CHECKED["eth lower"]),
    }  # fmt: skip
    for name, disguise in ANY.items():
        for kind, makers in plain.items():
            cue = {"phone": "phone ", "national_id": "ID "}.get(kind, "")
            yield _row(
                r, kind, f"as {name}", disguise(r.choice(makers)(r), r), told=f"{cue}@@", free=True
            )
    cued = {
        "phone": ("phone ", phones.mobile),
        "card": ("card ", money.card("visa")),
        "national_id": ("CCCD ", ids.OWN["vn cccd"]),
    }
    for name, disguise in DIGITS.items():
        for kind, (cue, make) in cued.items():
            yield _row(r, kind, f"as {name}", disguise(make(r), r), told=f"{cue}@@", free=True)


def _harmless(r: Random) -> Iterator[Row]:
    for name, innocent in HARMLESS.items():
        for _ in range(EACH):
            yield Row(innocent(r), None, name)
