"""Invitations, and what HTTP asks of permissions in one call, bound to the world."""

from injector import Binder, Module, provider, singleton

from adapters.permissions.access.account_people import AccountPeople
from adapters.permissions.access.invitation_throttle import CountedInvitationThrottle
from adapters.permissions.access.invitation_tokens import DerivedInvitationTokens
from adapters.permissions.access.mailed_invitations import MailedInvitations
from application.permissions.access.departments.change_department import ChangeDepartment
from application.permissions.access.invitations.accept_invitation import AcceptInvitation
from application.permissions.access.invitations.invite_member import InviteMember
from application.permissions.access.invitations.list_invitations import ListInvitations
from application.permissions.access.invitations.ports import (
    InvitationMail,
    InvitationThrottle,
    InvitationTokens,
)
from application.permissions.access.invitations.send_invitation import SendInvitation
from application.permissions.access.invitations.withdraw_invitation import WithdrawInvitation
from application.permissions.access.organisations.find_organisation import FindOrganisation
from application.permissions.access.people import Named, People
from application.permissions.access.resources.change_resource import ChangeResource
from application.permissions.access.resources.list_resources import ListResources
from application.permissions.access.sharing.amend_grant import AmendGrant
from application.permissions.people.ports import Mailer, PeopleReader
from application.permissions.people.shown_letters import ShownLetters
from application.permissions.people.throttling import Throttle
from domain.permissions.people.root_secret import RootSecret
from entrypoints.composition.autowiring import autowire
from entrypoints.composition.infrastructure import LOCAL
from entrypoints.settings import Settings


class Permissions(Module):
    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def configure(self, binder: Binder) -> None:
        autowire(
            binder,
            FindOrganisation,
            ChangeDepartment,
            ChangeResource,
            ListResources,
            AmendGrant,
            InviteMember,
            AcceptInvitation,
            WithdrawInvitation,
            ListInvitations,
            SendInvitation,
        )

    @singleton
    @provider
    def people(self, reader: PeopleReader) -> People:
        return AccountPeople(reader, {LOCAL.user_id: Named("Local", "local@localhost")})

    @singleton
    @provider
    def mail(self, mailer: Mailer, shown: ShownLetters) -> InvitationMail:
        return MailedInvitations(mailer, self._settings.place, shown.here)

    @singleton
    @provider
    def throttle(self, throttle: Throttle) -> InvitationThrottle:
        return CountedInvitationThrottle(throttle)

    @singleton
    @provider
    def tokens(self, secret: RootSecret) -> InvitationTokens:
        return DerivedInvitationTokens(secret.key_for("invitation token"))
