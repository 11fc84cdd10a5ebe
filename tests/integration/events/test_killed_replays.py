"""A worker that is killed in a replay: another goes on, and applies each event once."""

from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from injector import Injector

from application.clock import Clock
from application.events.accept_events import AcceptEvents
from application.events.replays.begin_replay import QUEUE, BeginReplay, NewReplay
from application.events.replays.read_replays import ReadReplays
from application.events.replays.run_replay import RunReplay
from application.jobs.ports import JobQueue
from domain.events.replay import Range, ReplayId, ReplayState
from entrypoints.workers.worker import Worker
from support.people import ADA
from support.settled import settled_postgres, settled_sqlite
from support.started import started
from support.told import an_event
from support.worlds import world_on

PROCESS = Path(__file__).parents[2] / "support" / "processes" / "replay_events.py"


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.service)])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return settled_sqlite(tmp_path)
    return settled_postgres(request.getfixturevalue("postgres_database"))


@pytest.fixture
def opened(url: str, tmp_path: Path) -> Iterator[Injector]:
    with world_on(url, tmp_path, is_settled=True) as container:
        yield container


@pytest.mark.slow
@pytest.mark.parametrize(("where", "kept"), [("within", 10), ("between", 15)])
def test_another_worker_goes_on_where_it_was_killed(
    opened: Injector, url: str, tmp_path: Path, where: str, kept: int
) -> None:
    opened.get(AcceptEvents)(ADA, [an_event(key=f"k-{one % 7}") for one in range(33)])
    opened.get(Worker).carry_events()
    replay = opened.get(BeginReplay)(ADA, NewReplay(ReplayId(uuid4()), "tallies", Range()))

    with started(str(PROCESS), url, str(tmp_path), where, settings={}) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "stalled\n"
        process.kill()
        process.wait()
    half = opened.get(ReadReplays).one(ADA, replay.id)
    assert (half.state, half.applied, half.read) == (ReplayState.RUNNING, kept, kept)

    now = opened.get(Clock).now()
    lease = opened.get(JobQueue).lease((QUEUE,), now=now, until=lambda: now, token=uuid4())
    assert lease is not None
    assert lease.attempt == 2
    opened.get(RunReplay)(lease)
    over = opened.get(ReadReplays).one(ADA, replay.id)
    assert (over.state, over.applied, over.read) == (ReplayState.DONE, 33, 33)
    assert (over.is_same, over.is_complete) == (True, True)
