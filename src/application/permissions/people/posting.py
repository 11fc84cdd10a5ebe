"""A challenge is kept together with the job that sends its letter."""

from datetime import timedelta
from uuid import UUID

from application.clock import Clock
from application.ids import IdSource
from application.jobs.ports import job_for
from application.permissions.people.ports import PeopleStore
from application.service import service
from domain.ids import OrganisationId
from domain.permissions.people.challenge import LASTING, Challenge

MAIL, SEND_LETTER = "mail", "send_letter"
NOBODYS = OrganisationId(UUID(int=0))
"""People are not of one organisation, and neither are the jobs that write to them."""
KEPT = max(LASTING.values()) + timedelta(days=1)


@service
class PostChallenge:
    store: PeopleStore
    clock: Clock
    ids: IdSource

    def __call__(self, challenge: Challenge) -> None:
        """Keep it; whether its address has an account is looked at when its letter is written.

        So whoever asked learns nothing, from what they are told or from how long it took.
        """
        now = self.clock.now()
        job = job_for(
            challenge.id,
            id=self.ids.new(),
            queue=MAIL,
            kind=SEND_LETTER,
            organisation_id=NOBODYS,
        )
        with self.store.transaction() as work:
            work.challenges.forget(now - KEPT)
            work.challenges.add(challenge)
            work.jobs.enqueue(job, at=now)
            work.commit()
