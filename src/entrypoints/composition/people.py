"""People and their sessions, bound to the world."""

from argon2 import PasswordHasher as Argon2
from injector import Module, provider, singleton

from adapters.permissions.people.password_hasher import Argon2PasswordHasher
from application.clock import Clock
from application.ids import IdSource
from application.permissions.people.authenticate import Authenticate
from application.permissions.people.change_password import ChangePassword
from application.permissions.people.handing_out import HandOut
from application.permissions.people.keep_account import ReadAccount, RenameAccount
from application.permissions.people.keep_sessions import EndSession, ListSessions
from application.permissions.people.letters import Letters
from application.permissions.people.open_account import OpenAccount
from application.permissions.people.ports import (
    AccessTokens,
    Mailer,
    PasswordHasher,
    PeopleReader,
    PeopleStore,
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
from application.permissions.people.tokens import ChallengeTokens, RefreshTokens
from application.permissions.people.verify_address import VerifyAddress
from domain.permissions.people.root_secret import RootSecret
from entrypoints.composition.mail import mailer, shows_letters
from entrypoints.settings import Settings


class People(Module):
    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._place = settings.place
        self._mailer = mailer(settings)

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

    @singleton
    @provider
    def throttle(self, store: PeopleStore, clock: Clock, secret: RootSecret) -> Throttle:
        return Throttle(store, clock, secret)

    @singleton
    @provider
    def hand_out(self, access: AccessTokens, refresh: RefreshTokens, clock: Clock) -> HandOut:
        return HandOut(access, refresh, clock)

    @singleton
    @provider
    def post(self, store: PeopleStore, clock: Clock, ids: IdSource) -> PostChallenge:
        return PostChallenge(store, clock, ids)

    @singleton
    @provider
    def send(
        self,
        store: PeopleStore,
        reader: PeopleReader,
        mailer: Mailer,
        letters: Letters,
        tokens: ChallengeTokens,
        clock: Clock,
        ids: IdSource,
    ) -> SendLetter:
        return SendLetter(store, reader, mailer, letters, tokens, clock, ids)

    @singleton
    @provider
    def sign_up(
        self,
        hasher: PasswordHasher,
        post: PostChallenge,
        throttle: Throttle,
        tokens: ChallengeTokens,
        clock: Clock,
        ids: IdSource,
    ) -> SignUp:
        return SignUp(hasher, post, throttle, tokens, clock, ids)

    @singleton
    @provider
    def verify(
        self, store: PeopleStore, reader: PeopleReader, tokens: ChallengeTokens, clock: Clock
    ) -> VerifyAddress:
        return VerifyAddress(store, reader, tokens, clock)

    @singleton
    @provider
    def sign_in(
        self,
        store: PeopleStore,
        reader: PeopleReader,
        hasher: PasswordHasher,
        throttle: Throttle,
        hand_out: HandOut,
        clock: Clock,
        ids: IdSource,
    ) -> SignIn:
        return SignIn(store, reader, hasher, throttle, hand_out, clock, ids)

    @singleton
    @provider
    def refresh(
        self,
        store: PeopleStore,
        reader: PeopleReader,
        tokens: RefreshTokens,
        hand_out: HandOut,
        clock: Clock,
    ) -> RefreshSession:
        return RefreshSession(store, reader, tokens, hand_out, clock)

    @singleton
    @provider
    def authenticate(
        self, access: AccessTokens, reader: PeopleReader, clock: Clock
    ) -> Authenticate:
        return Authenticate(access, reader, clock)

    @singleton
    @provider
    def list_sessions(self, reader: PeopleReader, clock: Clock) -> ListSessions:
        return ListSessions(reader, clock)

    @singleton
    @provider
    def end_session(self, store: PeopleStore, clock: Clock) -> EndSession:
        return EndSession(store, clock)

    @singleton
    @provider
    def account(self, reader: PeopleReader) -> ReadAccount:
        return ReadAccount(reader)

    @singleton
    @provider
    def rename(self, store: PeopleStore) -> RenameAccount:
        return RenameAccount(store)

    @singleton
    @provider
    def change_password(
        self,
        store: PeopleStore,
        reader: PeopleReader,
        hasher: PasswordHasher,
        throttle: Throttle,
        clock: Clock,
    ) -> ChangePassword:
        return ChangePassword(store, reader, hasher, throttle, clock)

    @singleton
    @provider
    def ask_for_reset(
        self, post: PostChallenge, throttle: Throttle, clock: Clock, ids: IdSource
    ) -> AskForReset:
        return AskForReset(post, throttle, clock, ids)

    @singleton
    @provider
    def complete_reset(
        self,
        store: PeopleStore,
        reader: PeopleReader,
        hasher: PasswordHasher,
        tokens: ChallengeTokens,
        clock: Clock,
    ) -> CompleteReset:
        return CompleteReset(store, reader, hasher, tokens, clock)

    @singleton
    @provider
    def open_account(
        self, store: PeopleStore, hasher: PasswordHasher, clock: Clock, ids: IdSource
    ) -> OpenAccount:
        return OpenAccount(store, hasher, clock, ids)

    @singleton
    @provider
    def suspend(self, store: PeopleStore, clock: Clock) -> SuspendAccount:
        return SuspendAccount(store, clock)

    @singleton
    @provider
    def reinstate(self, store: PeopleStore) -> ReinstateAccount:
        return ReinstateAccount(store)


class HashQuickly(Module):
    """Passwords of tests are worth no time: they are hashed at the least cost there is."""

    @singleton
    @provider
    def passwords(self) -> PasswordHasher:
        return Argon2PasswordHasher(Argon2(1, 8, 1))
