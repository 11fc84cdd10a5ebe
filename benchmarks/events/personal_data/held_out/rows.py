"""The whole held-out set, the same for the same seed."""

from collections.abc import Sequence
from dataclasses import replace
from random import Random

from benchmarks.events.personal_data.held_out.apart import apart
from benchmarks.events.personal_data.held_out.chains import chains
from benchmarks.events.personal_data.held_out.harmless import harmless
from benchmarks.events.personal_data.held_out.hosts import hosts
from benchmarks.events.personal_data.held_out.identities import identities
from benchmarks.events.personal_data.held_out.mail import mail
from benchmarks.events.personal_data.held_out.money import money
from benchmarks.events.personal_data.held_out.people import people
from benchmarks.events.personal_data.held_out.telephone import telephone
from benchmarks.events.personal_data.row import Row

SEED = 3141
SAME = {
    "email": frozenset({"url"}),
    "phone": frozenset({"url"}),
    "card": frozenset({"url"}),
    "ip": frozenset({"url"}),
    "crypto": frozenset({"url"}),
    "url": frozenset({"email", "phone", "ip", "name"}),
    "name": frozenset({"email"}),
}
"""What else a row of a kind may be called."""


def rows(seed: int = SEED) -> Sequence[Row]:
    r = Random(seed)
    makers = (mail, telephone, money, hosts, identities, chains, people, apart, harmless)
    made = (row for make in makers for row in make(r))
    return [replace(row, also=SAME.get(row.kind or "", row.also)) for row in made]
