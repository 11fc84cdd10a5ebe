"""Follow replays."""

from application.access.reading import ReadThings
from application.events.replays.ports import ReplayStore
from application.service import service
from domain.events.replay import Replay, ReplayId, ReplayNotFound


@service
class ReadReplays(ReadThings[Replay, ReplayId]):
    store: ReplayStore
    missing = ReplayNotFound
