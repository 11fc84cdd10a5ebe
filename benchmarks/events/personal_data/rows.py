"""The whole set, the same for the same seed."""

from collections.abc import Sequence
from random import Random

from benchmarks.events.personal_data.fields import in_fields
from benchmarks.events.personal_data.hidden import in_disguise
from benchmarks.events.personal_data.innocent import innocent
from benchmarks.events.personal_data.plain import in_the_open
from benchmarks.events.personal_data.row import Row

SEED = 20261121


def rows(seed: int = SEED) -> Sequence[Row]:
    random = Random(seed)
    return [
        *in_the_open(random),
        *in_disguise(random),
        *in_fields(random),
        *innocent(random),
    ]
