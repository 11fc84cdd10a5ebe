"""Cards of every network in the groups they are printed in, and accounts of every country of the IBAN registry."""

from collections.abc import Callable
from random import Random

from benchmarks.events.personal_data.digits import iban, luhn, some

Maker = Callable[[Random], str]
NETWORKS: dict[str, tuple[tuple[str, ...], tuple[int, ...]]] = {
    "visa": (("4",), (13, 16, 19)), "mastercard": (("51", "53", "55"), (16,)), "mastercard 2": (("2221", "2450", "2699", "2720"), (16,)), "amex": (("34", "37"), (15,)),
    "discover": (("6011", "644", "649", "65"), (16,)), "diners": (("300", "305", "36", "38"), (14,)), "jcb": (("3528", "3565", "3589"), (16,)), "unionpay": (("620", "6222", "628"), (16, 17, 18, 19)),
    "maestro": (("5018", "5020", "5893", "6304", "6759", "6761"), (16, 18, 19)), "mir": (("2200", "2203"), (16,)), "elo": (("506699", "509000", "636297"), (16,)), "hipercard": (("606282",), (16,)),
    "rupay": (("607", "6521", "817"), (16,)), "troy": (("979200",), (16,)), "verve": (("506099", "650002"), (16, 19)), "dankort": (("5019",), (16,)), "napas": (("970415", "970436"), (16, 19)),
}  # fmt: skip
CUTS = {
    14: ((4, 6, 4), (14,)), 15: ((4, 6, 5), (15,)), 13: ((4, 3, 3, 3), (13,)), 16: ((4, 4, 4, 4), (16,), (8, 8), (6, 10), (6, 6, 4), (2,) * 8), 17: ((4, 4, 4, 4, 1), (17,)),
    18: ((4, 4, 4, 4, 2), (18,), (6, 12)), 19: ((4, 4, 4, 4, 3), (19,), (6, 13)),
}  # fmt: skip
BBAN = dict(
    one.split(":")
    for one in (
        "AD:8n12c AE:19n AL:8n16c AT:16n AZ:4a20c BA:16n BE:12n BG:4a6n8c BH:4a14c BI:23n BR:23n1a1c BY:4c4n16c CH:5n12c CR:18n CY:8n16c CZ:20n DE:18n DJ:23n DK:14n DO:4c20n EE:16n EG:25n "
        "ES:20n FI:14n FK:2a12n FO:14n FR:10n11c2n GB:4a14n GE:2a16n GI:4a15c GL:14n GR:7n16c GT:4c20c HN:4a20n HR:17n HU:24n IE:4a14n IL:19n IQ:4a15n IS:22n IT:1a10n12c JO:4a4n18c KW:4a22c "
        "KZ:3n13c LB:4n20c LC:4a24c LI:5n12c LT:16n LU:3n13c LV:4a13c LY:21n MC:10n11c2n MD:20c ME:18n MK:3n10c2n MN:16n MR:23n MT:4a5n18c MU:4a19n3a NI:4a20n NL:4a10n NO:11n OM:3n16c "
        "PK:4a16c PL:24n PS:4a21c PT:21n QA:4a21c RO:4a16c RS:18n RU:14n15c SA:2n18c SC:4a20n3a SD:14n SE:20n SI:15n SK:20n SM:1a10n12c SO:19n ST:21n SV:4a20n TL:19n TN:20n TR:6n16c "
        "UA:6n19c VA:18n VG:4a16n XK:16n YE:4a4n18c"
    ).split()
)
"""The account's part after the check digits, of the SWIFT registry: n digits, a capitals, c either."""
ALPHABETS = {
    "n": "0123456789",
    "a": "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "c": "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ",
}


def card(network: str) -> Maker:
    prefixes, lengths = NETWORKS[network]

    def make(r: Random) -> str:
        prefix = r.choice(prefixes)
        return luhn(prefix + some(r, r.choice(lengths) - len(prefix) - 1))

    return make


def any_card(r: Random) -> str:
    return card(r.choice(sorted(NETWORKS)))(r)


def cut(whole: str, sizes: tuple[int, ...], mark: str) -> str:
    pieces, at = [], 0
    for size in sizes:
        pieces.append(whole[at : at + size])
        at += size
    return mark.join(pieces)


def grouped(network: str) -> Maker:
    def make(r: Random) -> str:
        whole = card(network)(r)
        sizes = r.choice(CUTS[len(whole)])
        return cut(whole, sizes, " " if len(sizes) == 8 else r.choice(" -. "))

    return make


def account(country: str) -> Maker:
    def make(r: Random) -> str:
        body, size = "", ""
        for one in BBAN[country]:
            if one.isdigit():
                size += one
            else:
                body += "".join(r.choice(ALPHABETS[one]) for _ in range(int(size)))
                size = ""
        return iban(country, body)

    return make


def any_account(r: Random) -> str:
    return account(r.choice(sorted(BBAN)))(r)


def printed(country: str) -> Maker:
    def make(r: Random) -> str:
        whole = account(country)(r)
        mark = r.choice(["", " ", "-", " ", "."])
        written = mark.join(whole[at : at + 4] for at in range(0, len(whole), 4))
        return r.choice([written, written, written.lower()])

    return make
