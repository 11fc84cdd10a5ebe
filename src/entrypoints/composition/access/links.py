"""Guest links, bound to the world."""

from injector import Module, provider, singleton

from adapters.permissions.access.link_secrets import HashedLinkSecrets
from adapters.permissions.access.link_throttle import CountedLinkThrottle
from adapters.permissions.access.mailed_link_warnings import MailedLinkWarnings
from adapters.permissions.people.tokens.guest_tokens import JwtGuestTokens
from adapters.permissions.people.tokens.key_ring import KeyRing
from application.access.ports import Access
from application.clock import Clock
from application.ids import IdSource
from application.permissions.access.invitations.ports import InvitationStore
from application.permissions.access.links.issue_link import IssueLink
from application.permissions.access.links.open_link import OpenLink
from application.permissions.access.links.ports import (
    GuestLinksReader,
    GuestTokens,
    LinkMail,
    LinkSecrets,
    LinkThrottle,
)
from application.permissions.access.links.read_links import ListLinks
from application.permissions.access.links.revoke_link import RevokeLink, RevokeLinks
from application.permissions.access.links.rotate_link import RotateLink
from application.permissions.access.links.warn_of_tries import RaiseAlarm, WarnOfTries
from application.permissions.access.organisations.act_for import ActFor
from application.permissions.access.people import People
from application.permissions.access.ports import AccessStore, OrganisationsReader
from application.permissions.people.ports import Mailer, PasswordHasher, PeopleStore
from application.permissions.people.throttling import Throttle
from entrypoints.settings import Settings


class Links(Module):
    def __init__(self, settings: Settings) -> None:
        self._place = settings.place

    @singleton
    @provider
    def secrets(self, hasher: PasswordHasher) -> LinkSecrets:
        return HashedLinkSecrets(hasher)

    @singleton
    @provider
    def throttle(self, store: PeopleStore, throttle: Throttle) -> LinkThrottle:
        return CountedLinkThrottle(store, throttle)

    @singleton
    @provider
    def tokens(self, ring: KeyRing) -> GuestTokens:
        return JwtGuestTokens(ring, self._place, f"{self._place}/api")

    @singleton
    @provider
    def issue(self, store: AccessStore, secrets: LinkSecrets, clock: Clock) -> IssueLink:
        return IssueLink(store, secrets, clock)

    @singleton
    @provider
    def open(
        self,
        store: AccessStore,
        reader: GuestLinksReader,
        secrets: LinkSecrets,
        throttle: LinkThrottle,
        tokens: GuestTokens,
        alarm: RaiseAlarm,
        clock: Clock,
    ) -> OpenLink:
        return OpenLink(store, reader, secrets, throttle, tokens, alarm, clock)

    @singleton
    @provider
    def alarm(
        self,
        store: InvitationStore,
        reader: GuestLinksReader,
        throttle: LinkThrottle,
        clock: Clock,
        ids: IdSource,
    ) -> RaiseAlarm:
        return RaiseAlarm(store, reader, throttle, clock, ids)

    @singleton
    @provider
    def mail(self, mailer: Mailer) -> LinkMail:
        return MailedLinkWarnings(mailer, self._place)

    @singleton
    @provider
    def warn(self, store: InvitationStore, people: People, mail: LinkMail) -> WarnOfTries:
        return WarnOfTries(store, people, mail)

    @singleton
    @provider
    def list(self, reader: GuestLinksReader, access: Access) -> ListLinks:
        return ListLinks(reader, access)

    @singleton
    @provider
    def revoke(self, store: AccessStore, clock: Clock) -> RevokeLink:
        return RevokeLink(store, clock)

    @singleton
    @provider
    def revoke_all(self, store: AccessStore, clock: Clock) -> RevokeLinks:
        return RevokeLinks(store, clock)

    @singleton
    @provider
    def rotate(self, store: AccessStore, secrets: LinkSecrets, clock: Clock) -> RotateLink:
        return RotateLink(store, secrets, clock)

    @singleton
    @provider
    def act_for(self, reader: OrganisationsReader) -> ActFor:
        return ActFor(reader)
