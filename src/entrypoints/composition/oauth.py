"""Programs that people let act for them, bound to the world."""

from injector import Binder, Module, provider, singleton

from adapters.permissions.oauth.client_secrets import RandomClientSecrets
from application.permissions.oauth.grant_code import GrantCode
from application.permissions.oauth.keep_clients import FindClient, ListClients, RemoveClient
from application.permissions.oauth.lent_sessions import EndLentSession, FindLentSession
from application.permissions.oauth.machines import ActByMachine, IssueMachineToken
from application.permissions.oauth.ports import ClientSecrets
from application.permissions.oauth.redeem_code import FindCode, RedeemCode
from application.permissions.oauth.register_client import RegisterClient, RotateSecret
from entrypoints.composition.autowiring import autowire


class OAuth(Module):
    def configure(self, binder: Binder) -> None:
        autowire(
            binder,
            RegisterClient,
            RotateSecret,
            FindClient,
            ListClients,
            RemoveClient,
            GrantCode,
            FindCode,
            RedeemCode,
            FindLentSession,
            EndLentSession,
            IssueMachineToken,
            ActByMachine,
        )

    @singleton
    @provider
    def secrets(self) -> ClientSecrets:
        return RandomClientSecrets()
