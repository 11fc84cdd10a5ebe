"""Write the letter of a challenge, after the request that asked for it is long over."""

from dataclasses import replace
from datetime import timedelta

from application.clock import Clock
from application.ids import IdSource
from application.jobs.ports import JobId, Lease
from application.permissions.people.letters import Letters
from application.permissions.people.ports import Mail, Mailer, PeopleReader, PeopleStore
from application.permissions.people.tokens import ChallengeTokens
from application.service import service
from domain.permissions.people.challenge import Challenge, ChallengeId, Purpose

LATER = timedelta(minutes=5)


@service
class SendLetter:
    store: PeopleStore
    reader: PeopleReader
    mailer: Mailer
    letters: Letters
    tokens: ChallengeTokens
    clock: Clock
    ids: IdSource

    def __call__(self, lease: Lease) -> None:
        """Send it and finish; a crash between the two sends it twice, which is better than never.

        The job names the challenge; the token is derived here and kept nowhere.
        """
        challenge = self._challenge(lease)
        mail = self._mail(challenge) if challenge else None
        if mail is not None:
            self.mailer.send(mail)
        with self.store.transaction() as work:
            work.jobs.finish(lease)
            work.commit()

    def give_up(self, lease: Lease) -> None:
        """Begin again later, as long as the letter would still be of use."""
        challenge = self._challenge(lease)
        with self.store.transaction() as work:
            work.jobs.finish(lease)
            if challenge is not None:
                again = replace(lease.job, id=JobId(self.ids.new()))
                work.jobs.enqueue(again, at=self.clock.now() + LATER)
            work.commit()

    def _challenge(self, lease: Lease) -> Challenge | None:
        challenge = self.reader.challenge(ChallengeId(lease.job.subject))
        alive = challenge is not None and challenge.is_alive(self.clock.now())
        return challenge if alive else None

    def _mail(self, challenge: Challenge) -> Mail | None:
        """Return what its owner is to read; None when nobody is there to whom it would matter."""
        account = self.reader.by_email(challenge.email)
        if challenge.purpose is Purpose.SIGN_UP:
            if account is not None:
                return self.letters.taken(challenge.email)
            return self.letters.verification(challenge.email, self.tokens.token(challenge))
        if account is None or not account.is_active:
            return None
        return self.letters.reset(challenge.email, self.tokens.token(challenge))
