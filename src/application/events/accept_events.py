"""Take events in: see that they can be taken, seal them, and keep them for good."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import field
from datetime import datetime
from itertools import islice

from application.access.one_look import OneLook
from application.access.ports import Levels
from application.access.require import require
from application.clock import Clock
from application.errors import Unavailable
from application.events.drafting import Admit, Draft, Request, Result, drafted, joined
from application.events.ports import Journal, KeysGone
from application.events.schemas.fit_events import FitEvents
from application.events.sealing import SealEvents
from application.service import service
from application.shared_turns import SharedTurns
from application.tracing import current_trace
from domain.access import Level
from domain.events.entry import Admission, Entry
from domain.events.incoming import Flaw, Incoming
from domain.events.refusals import EventNotFound
from domain.principal import Principal

NO_SOURCE = ""
"""Whose the flaws are: they count as well."""
FEW, MOST = 20, 1_000
"""Events of a request that is seen to with others, and of all of these: who has more is seen to
alone, and keeps nobody waiting who has few.
"""
Results = Sequence[Result]
Admissions = Sequence[Admission]
Entries = Sequence[Entry] | BaseException


@service
class AcceptEvents:
    """Small requests that come together are seen to together: one look, one wait for the disk.

    And one wait for what does not answer: it would answer none of them.
    """

    access: Levels
    journal: Journal
    seal: SealEvents
    fit: FitEvents
    clock: Clock
    _together: SharedTurns[Request, Results] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_together", SharedTurns(self._seen_to, _size, MOST))

    def __call__(
        self, by: Principal, told: Sequence[Incoming | Flaw], admit: Admit | None = None
    ) -> Results:
        """Return one result for each, in order, once all that is taken is durable.

        `admit` is told how many events each source sends, before any is looked at, and may raise
        what is to be raised; another thread may call it. Raises LevelNotHeld for who may not edit
        in the organisation, and Unavailable.
        """
        request = Request(by, told, admit, current_trace())
        if _size(request) <= FEW:
            return self._together(request)
        [given] = self._seen_to([request])
        if isinstance(given, BaseException):
            raise given
        return given

    def _seen_to(self, requests: Sequence[Request]) -> Sequence[Results | BaseException]:
        """Return what each is told, in order, or what is to be raised to it.

        Raises Unavailable to all of them.
        """
        access, now = OneLook(self.access), self.clock.now()
        drafts = [self._drafted(one, access, now) for one in requests]
        admitted = iter(self._admitted([one for one in drafts if isinstance(one, Draft)], now))
        return [_told(one, next(admitted)) if isinstance(one, Draft) else one for one in drafts]

    def _drafted(self, request: Request, access: Levels, now: datetime) -> Draft | BaseException:
        by = request.by
        try:
            require(access, by, Level.EDIT, by.organisation_id, EventNotFound)
            if request.admit is not None:
                request.admit(Counter([_source(one) for one in request.told]))
            return drafted(request, self.fit, now)
        except Unavailable:  # for all: see `_seen_to`
            raise
        except Exception as error:  # it belongs to who asked, in another thread
            return error

    def _admitted(
        self, drafts: Sequence[Draft], now: datetime
    ) -> Sequence[Admissions | BaseException]:
        sealed = self._all_sealed(drafts, now)
        entries = [one for each in sealed if not isinstance(each, BaseException) for one in each]
        try:
            admitted = iter(self.journal.admit(entries) if entries else ())
        except Unavailable:
            raise
        except Exception:  # one request may spoil it for all: each is tried by itself
            return self._one_by_one(drafts, sealed, now)
        return [
            each if isinstance(each, BaseException) else [next(admitted) for _ in each]
            for each in sealed
        ]

    def _all_sealed(self, drafts: Sequence[Draft], now: datetime) -> Sequence[Entries]:
        """Seal what one sender told in several requests at once."""
        sealed: dict[int, Entries] = {}
        senders: dict[Principal, list[int]] = defaultdict(list)
        for place, draft in enumerate(drafts):
            senders[draft.request.by].append(place)
        for places in senders.values():
            theirs = self._sealed_together([drafts[one] for one in places], now)
            sealed.update(zip(places, theirs, strict=True))
        return [sealed[place] for place in range(len(drafts))]

    def _sealed_together(self, drafts: Sequence[Draft], now: datetime) -> Sequence[Entries]:
        """When something is wrong with one, each is sealed by itself."""
        whole = joined(drafts)
        try:
            entries = iter(self.seal.entries(drafts[0].request.by, whole, now))
        except Unavailable:
            raise
        except Exception as error:  # as above
            return [error] if len(drafts) == 1 else [self._sealed(one, now) for one in drafts]
        return [list(islice(entries, len(one.timed))) for one in drafts]

    def _sealed(self, draft: Draft, now: datetime) -> Entries:
        [sealed] = self._sealed_together([draft], now)
        return sealed

    def _one_by_one(
        self,
        drafts: Sequence[Draft],
        sealed: Sequence[Entries],
        now: datetime,
    ) -> Sequence[Admissions | BaseException]:
        """Who comes behind one for whom the journal is away is told the same, and not tried."""
        admitted: list[Admissions | BaseException] = []
        for draft, entries in zip(drafts, sealed, strict=True):
            try:
                admitted.append(self._alone(draft, entries, now))
            except Unavailable as error:
                return [*admitted, *[error] * (len(drafts) - len(admitted))]
        return admitted

    def _alone(self, draft: Draft, sealed: Entries, now: datetime) -> Admissions | BaseException:
        """Keep what one request brought; once more with new keys when some were erased since."""
        if isinstance(sealed, BaseException) or not sealed:
            return sealed if isinstance(sealed, BaseException) else ()
        try:
            return self.journal.admit(sealed)
        except KeysGone:
            self.seal.forget()
            again = self._sealed(draft, now)
            return again if isinstance(again, BaseException) else self._kept(again)
        except Unavailable:
            raise
        except Exception as error:  # as above
            return error

    def _kept(self, sealed: Sequence[Entry]) -> Admissions | BaseException:
        try:
            return self.journal.admit(sealed)
        except Unavailable:
            raise
        except Exception as error:  # as above
            return error


def _told(draft: Draft, admitted: Admissions | BaseException) -> Results | BaseException:
    return admitted if isinstance(admitted, BaseException) else draft.results(admitted)


def _size(request: Request) -> int:
    return len(request.told)


def _source(told: Incoming | Flaw) -> str:
    return told.source if isinstance(told, Incoming) else NO_SOURCE
