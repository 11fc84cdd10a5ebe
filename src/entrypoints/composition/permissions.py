"""Invitations, and what HTTP asks of permissions in one call, bound to the world."""

from injector import Module, provider, singleton

from adapters.permissions.access.account_people import AccountPeople
from adapters.permissions.access.invitation_tokens import DerivedInvitationTokens
from adapters.permissions.access.mailed_invitations import MailedInvitations
from application.access.ports import Access
from application.clock import Clock
from application.ids import IdSource
from application.permissions.access.decisions.list_visible import ListVisible
from application.permissions.access.departments.change_department import ChangeDepartment
from application.permissions.access.departments.move_department import MoveDepartment
from application.permissions.access.invitations.accept_invitation import AcceptInvitation
from application.permissions.access.invitations.invite_member import InviteMember
from application.permissions.access.invitations.list_invitations import ListInvitations
from application.permissions.access.invitations.ports import (
    InvitationMail,
    InvitationReader,
    InvitationStore,
    InvitationTokens,
)
from application.permissions.access.invitations.send_invitation import SendInvitation
from application.permissions.access.invitations.withdraw_invitation import WithdrawInvitation
from application.permissions.access.organisations.add_member import AddMember
from application.permissions.access.organisations.find_organisation import FindOrganisation
from application.permissions.access.people import Named, People
from application.permissions.access.ports import AccessReader, AccessStore, OrganisationsReader
from application.permissions.access.resources.change_resource import ChangeResource
from application.permissions.access.resources.list_resources import ListResources, ScopesById
from application.permissions.access.resources.move_resource import MoveResource
from application.permissions.access.sharing.amend_grant import AmendGrant
from application.permissions.access.sharing.change_grant import ChangeGrant
from application.permissions.people.ports import Mailer, PeopleReader
from application.permissions.people.shown_letters import ShownLetters
from domain.permissions.people.root_secret import RootSecret
from entrypoints.composition.infrastructure import LOCAL
from entrypoints.settings import Settings


class Permissions(Module):
    def __init__(self, settings: Settings) -> None:
        self._settings = settings

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
    def tokens(self, secret: RootSecret) -> InvitationTokens:
        return DerivedInvitationTokens(secret.key_for("invitation token"))

    @singleton
    @provider
    def find_organisation(
        self, access: AccessReader, reader: OrganisationsReader, clock: Clock
    ) -> FindOrganisation:
        return FindOrganisation(access, reader, clock)

    @singleton
    @provider
    def change_department(
        self, store: AccessStore, move: MoveDepartment, clock: Clock
    ) -> ChangeDepartment:
        return ChangeDepartment(store, move, clock)

    @singleton
    @provider
    def change_resource(
        self, store: AccessStore, move: MoveResource, clock: Clock
    ) -> ChangeResource:
        return ChangeResource(store, move, clock)

    @singleton
    @provider
    def list_resources(
        self, visible: ListVisible, access: Access, scopes: ScopesById
    ) -> ListResources:
        return ListResources(visible, access, scopes)

    @singleton
    @provider
    def amend_grant(self, store: AccessStore, change: ChangeGrant) -> AmendGrant:
        return AmendGrant(store, change)

    @singleton
    @provider
    def invite(
        self,
        store: InvitationStore,
        people: People,
        tokens: InvitationTokens,
        mail: InvitationMail,
        clock: Clock,
        ids: IdSource,
    ) -> InviteMember:
        return InviteMember(store, people, tokens, mail, clock, ids)

    @singleton
    @provider
    def accept(
        self,
        store: InvitationStore,
        people: People,
        tokens: InvitationTokens,
        add: AddMember,
        clock: Clock,
    ) -> AcceptInvitation:
        return AcceptInvitation(store, people, tokens, add, clock)

    @singleton
    @provider
    def withdraw(self, store: InvitationStore, clock: Clock) -> WithdrawInvitation:
        return WithdrawInvitation(store, clock)

    @singleton
    @provider
    def list_invitations(
        self,
        access: AccessReader,
        organisations: OrganisationsReader,
        reader: InvitationReader,
        clock: Clock,
    ) -> ListInvitations:
        return ListInvitations(access, organisations, reader, clock)

    @singleton
    @provider
    def send_invitation(
        self,
        store: InvitationStore,
        reader: InvitationReader,
        organisations: OrganisationsReader,
        mail: InvitationMail,
        tokens: InvitationTokens,
        clock: Clock,
        ids: IdSource,
    ) -> SendInvitation:
        return SendInvitation(store, reader, organisations, mail, tokens, clock, ids)
