"""Look at one's sessions, and end them."""

from application.clock import Clock
from application.paging import Page, Window
from application.permissions.people.ports import PeopleReader, PeopleStore
from application.service import service
from domain.permissions.people.errors import SessionNotFound
from domain.permissions.people.session import Session, SessionId
from domain.permissions.people.standing import Identity


@service
class ListSessions:
    reader: PeopleReader
    clock: Clock

    def __call__(self, by: Identity, window: Window) -> Page[Session]:
        return self.reader.sessions(by.user_id, window, self.clock.now())


@service
class EndSession:
    store: PeopleStore
    clock: Clock

    def __call__(self, by: Identity, id: SessionId) -> None:
        """End one of one's own sessions; raises SessionNotFound, also when it was over."""
        now = self.clock.now()
        with self.store.transaction() as work:
            session = work.sessions.by_id(id)
            if session is None or session.user_id != by.user_id or not session.is_alive(now):
                raise SessionNotFound
            work.sessions.save(session.ended(now))
            work.commit()
