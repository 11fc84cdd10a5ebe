"""A process that takes from a bucket as often as it is told to, once it is told to begin.

python take_events.py URL TIMES: says `ready`, waits for a line, and prints how many it got.
"""

import sys
from pathlib import Path
from tempfile import gettempdir
from uuid import UUID

from application.events.limits.ports import BucketId, Buckets
from application.events.limits.slices import Slices
from domain.events.limits.policy import SECOND, Policy
from domain.ids import OrganisationId
from support.worlds import world_on

NOW = 1_800_000_000 * SECOND
POLICY = Policy(2_000, 1_000)
BUCKET = BucketId(OrganisationId(UUID(int=7)), "")


def main(url: str, times: int) -> None:
    with world_on(url, Path(gettempdir())) as world:
        slices = Slices(world.get(Buckets), lambda: NOW)
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        sys.stdin.readline()
        got = sum(slices.take(BUCKET, POLICY, 3)[0] * 3 for _ in range(times))
        sys.stdout.write(f"{got}\n")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
