"""Sources kept with an act of whoever made them, for tests that ask about something else."""

from application.access.acts import Act
from application.events.sources.ports import SourceStore
from domain.events.sources.source import Source
from domain.principal import Principal
from support.people import NOON


def act_on(source: Source, action: str) -> Act:
    return Act(Principal(source.made_by, source.organisation_id), NOON, action, source.id)


def add(store: SourceStore, source: Source, most: int = 10) -> None:
    store.add(source, most, act_on(source, "source.add"))


def save(store: SourceStore, source: Source) -> None:
    store.save(source, act_on(source, "source.change"))
