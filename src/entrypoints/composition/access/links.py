"""Guest links, bound to the world."""

from injector import Binder, Module, provider, singleton

from adapters.permissions.access.link_secrets import HashedLinkSecrets
from adapters.permissions.access.link_throttle import CountedLinkThrottle
from adapters.permissions.access.mailed_link_warnings import MailedLinkWarnings
from adapters.permissions.people.tokens.guest_tokens import JwtGuestTokens
from adapters.permissions.people.tokens.key_ring import KeyRing
from application.permissions.access.links.issue_link import IssueLink
from application.permissions.access.links.open_link import OpenLink
from application.permissions.access.links.ports import (
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
from application.permissions.people.ports import Mailer, PasswordHasher, PeopleStore
from application.permissions.people.throttling import Throttle
from entrypoints.composition.autowiring import autowire
from entrypoints.settings import Settings


class Links(Module):
    def __init__(self, settings: Settings) -> None:
        self._place = settings.place

    def configure(self, binder: Binder) -> None:
        autowire(
            binder,
            IssueLink,
            OpenLink,
            RaiseAlarm,
            WarnOfTries,
            ListLinks,
            RevokeLink,
            RevokeLinks,
            RotateLink,
            ActFor,
        )

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
    def mail(self, mailer: Mailer) -> LinkMail:
        return MailedLinkWarnings(mailer, self._place)
