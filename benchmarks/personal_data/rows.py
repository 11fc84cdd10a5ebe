"""The whole set, the same for the same seed."""

from collections.abc import Sequence
from random import Random

from benchmarks.personal_data.fields import in_fields
from benchmarks.personal_data.hidden import in_disguise
from benchmarks.personal_data.innocent import innocent
from benchmarks.personal_data.plain import in_the_open
from benchmarks.personal_data.row import Row

SEED = 20261121


def rows(seed: int = SEED) -> Sequence[Row]:
    random = Random(seed)
    return [
        *in_the_open(random),
        *in_disguise(random),
        *in_fields(random),
        *innocent(random),
    ]
