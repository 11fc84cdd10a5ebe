"""Programs that people let act for them, bound to the world."""

from injector import Module, provider, singleton

from adapters.permissions.oauth.client_secrets import RandomClientSecrets
from application.clock import Clock
from application.ids import IdSource
from application.permissions.access.machines.ports import ActiveAccounts
from application.permissions.access.ports import AccessReader, AccessStore, OrganisationsReader
from application.permissions.oauth.codes import CodeTokens
from application.permissions.oauth.grant_code import GrantCode
from application.permissions.oauth.keep_clients import FindClient, ListClients, RemoveClient
from application.permissions.oauth.lent_sessions import EndLentSession, FindLentSession
from application.permissions.oauth.machines import ActByMachine, IssueMachineToken
from application.permissions.oauth.ports import ClientSecrets, MachineTokens, OAuthClientsReader
from application.permissions.oauth.redeem_code import FindCode, RedeemCode
from application.permissions.oauth.register_client import RegisterClient, RotateSecret
from application.permissions.people.handing_out import HandOut
from application.permissions.people.ports import AccessTokens, PeopleReader, PeopleStore
from application.permissions.people.tokens import RefreshTokens


class OAuth(Module):
    @singleton
    @provider
    def secrets(self) -> ClientSecrets:
        return RandomClientSecrets()

    @singleton
    @provider
    def register(self, store: AccessStore, secrets: ClientSecrets, clock: Clock) -> RegisterClient:
        return RegisterClient(store, secrets, clock)

    @singleton
    @provider
    def rotate(self, store: AccessStore, secrets: ClientSecrets, clock: Clock) -> RotateSecret:
        return RotateSecret(store, secrets, clock)

    @singleton
    @provider
    def find(self, reader: OAuthClientsReader) -> FindClient:
        return FindClient(reader)

    @singleton
    @provider
    def list(
        self,
        access: AccessReader,
        organisations: OrganisationsReader,
        reader: OAuthClientsReader,
        clock: Clock,
    ) -> ListClients:
        return ListClients(access, organisations, reader, clock)

    @singleton
    @provider
    def remove(self, store: AccessStore, clock: Clock) -> RemoveClient:
        return RemoveClient(store, clock)

    @singleton
    @provider
    def grant(
        self,
        store: PeopleStore,
        organisations: OrganisationsReader,
        tokens: CodeTokens,
        clock: Clock,
        ids: IdSource,
    ) -> GrantCode:
        return GrantCode(store, organisations, tokens, clock, ids)

    @singleton
    @provider
    def find_code(self, reader: OAuthClientsReader, tokens: CodeTokens) -> FindCode:
        return FindCode(reader, tokens)

    @singleton
    @provider
    def redeem(
        self, store: PeopleStore, hand_out: HandOut, clock: Clock, ids: IdSource
    ) -> RedeemCode:
        return RedeemCode(store, hand_out, clock, ids)

    @singleton
    @provider
    def find_lent(
        self, refresh: RefreshTokens, access: AccessTokens, reader: PeopleReader, clock: Clock
    ) -> FindLentSession:
        return FindLentSession(refresh, access, reader, clock)

    @singleton
    @provider
    def end_lent(self, store: PeopleStore, clock: Clock) -> EndLentSession:
        return EndLentSession(store, clock)

    @singleton
    @provider
    def issue(self, tokens: MachineTokens, clock: Clock) -> IssueMachineToken:
        return IssueMachineToken(tokens, clock)

    @singleton
    @provider
    def act(
        self,
        tokens: MachineTokens,
        reader: OAuthClientsReader,
        accounts: ActiveAccounts,
        clock: Clock,
    ) -> ActByMachine:
        return ActByMachine(tokens, reader, accounts, clock)
