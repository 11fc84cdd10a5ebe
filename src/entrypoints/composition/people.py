"""People and their sessions, bound to the world."""

from argon2 import PasswordHasher as Argon2
from injector import Binder, Module, provider, singleton

from adapters.permissions.people.password_hasher import Argon2PasswordHasher
from application.permissions.people.authenticate import Authenticate
from application.permissions.people.change_password import ChangePassword
from application.permissions.people.handing_out import HandOut
from application.permissions.people.keep_account import ReadAccount, RenameAccount
from application.permissions.people.keep_sessions import EndSession, ListSessions
from application.permissions.people.letters import Letters
from application.permissions.people.open_account import OpenAccount
from application.permissions.people.ports import (
    Mailer,
    PasswordHasher,
)
from application.permissions.people.posting import PostChallenge
from application.permissions.people.refresh_session import RefreshSession
from application.permissions.people.reset_password import AskForReset, CompleteReset
from application.permissions.people.send_letter import SendLetter
from application.permissions.people.shown_letters import ShownLetters
from application.permissions.people.sign_in import SignIn
from application.permissions.people.sign_up import SignUp
from application.permissions.people.suspend_account import ReinstateAccount, SuspendAccount
from application.permissions.people.throttling import Throttle
from application.permissions.people.verify_address import VerifyAddress
from entrypoints.composition.autowiring import autowire
from entrypoints.composition.mail import mailer, shows_letters
from entrypoints.settings import Settings


class People(Module):
    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._place = settings.place
        self._mailer = mailer(settings)

    def configure(self, binder: Binder) -> None:
        autowire(
            binder,
            Throttle,
            HandOut,
            PostChallenge,
            SendLetter,
            SignUp,
            VerifyAddress,
            SignIn,
            RefreshSession,
            Authenticate,
            ListSessions,
            EndSession,
            ReadAccount,
            RenameAccount,
            ChangePassword,
            AskForReset,
            CompleteReset,
            OpenAccount,
            SuspendAccount,
            ReinstateAccount,
        )

    @singleton
    @provider
    def shown_letters(self) -> ShownLetters:
        return ShownLetters(shows_letters(self._settings))

    @singleton
    @provider
    def mailer(self) -> Mailer:
        return self._mailer

    @singleton
    @provider
    def letters(self) -> Letters:
        return Letters(self._place)

    @singleton
    @provider
    def hasher(self) -> PasswordHasher:
        return Argon2PasswordHasher()


class HashQuickly(Module):
    """Passwords of tests are worth no time: they are hashed at the least cost there is."""

    @singleton
    @provider
    def passwords(self) -> PasswordHasher:
        return Argon2PasswordHasher(Argon2(1, 8, 1))
