"""One run of the crash harness: a seed decides who dies, when, and who stands still."""

from collections.abc import Sequence
from pathlib import Path
from random import Random

from support.crashing.ground import Ground, Server
from support.crashing.producers import Producer, telling
from support.crashing.strikes import Strikes
from support.crashing.verdict import Found, judged, prepare, settle
from support.crashing.zygote import Zygote
from support.own_server import free_port


def crash(
    forks: Zygote,
    database_url: str,
    events_url: str,
    home: Path,
    seed: int,
    *,
    servers: Sequence[Server] = (),
    deaths: int = 0,
    events: int = 10,
    keys: int = 3,
) -> Found:
    """Let producers tell while parts are killed, frozen and replaced; return what is wrong then.

    `servers` are frozen as well, the broker and the database, and killed `deaths` times at most.
    """
    ground = Ground(database_url, events_url, str(home), free_port())
    prepare(ground)
    producers = [Producer(ground.port, f"k{number}", events) for number in range(keys)]
    strikes = Strikes(ground, forks, Random(seed), servers, deaths)
    strikes.begin()
    try:
        threads = telling(producers)
        while any(one.is_alive() for one in threads):
            strikes.again()
        failed = [one.failed for one in producers if one.failed]
        assert not failed, f"seed {seed}: {failed}"
        unfinished = settle(ground, [told for one in producers for told in one.acknowledged])
    finally:
        strikes.end()
    counted = {"struck": strikes.struck, "servers_killed": strikes.servers_killed}
    return judged(ground, producers, seed=seed, unfinished=unfinished, **counted)
