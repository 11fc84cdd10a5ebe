"""Sixteen threads with one authorization code: one gets the session, and the others end it."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Barrier
from typing import Any, NamedTuple

import pytest
from injector import Injector

from application.ids import IdSource
from application.permissions.access.organisations.found_organisation import (
    FoundOrganisation,
    NewOrganisation,
)
from application.permissions.oauth.grant_code import Consent, GrantCode
from application.permissions.oauth.keep_clients import RemoveClient
from application.permissions.oauth.redeem_code import FindCode, RedeemCode
from application.permissions.oauth.register_client import NewClient, RegisterClient
from application.permissions.people.authenticate import Authenticate
from application.permissions.people.handing_out import TokenPair
from application.permissions.people.ports import PeopleReader, PeopleStore
from domain.errors import DomainError
from domain.ids import OrganisationId
from domain.permissions.access.machine import KeyScope
from domain.permissions.oauth.client import ClientKind, OAuthClient
from domain.permissions.oauth.code import AuthorizationCode
from domain.permissions.people.lent import ClientId
from domain.permissions.people.standing import Identity
from domain.principal import Principal
from integration.permissions.test_refresh_race import AT_ONCE, at_once, signed_in

BACK = "https://app.example.org/back"


class Stage(NamedTuple):
    world: Injector
    boss: Principal
    ada: Identity
    client: OAuthClient

    def code(self) -> AuthorizationCode:
        consent = Consent(self.client, KeyScope.READ, BACK, "c" * 43)
        shown = self.world.get(GrantCode)(self.ada, consent)
        code = self.world.get(FindCode)(shown, self.client)
        assert code is not None
        return code


@pytest.fixture
def stage(world: Injector) -> Stage:
    ada = world.get(Authenticate)(signed_in(world).access)
    here = OrganisationId(world.get(IdSource).new())
    boss = Principal(ada.user_id, here)
    world.get(FoundOrganisation)(boss, NewOrganisation(here, "Harbour"))
    new = NewClient(
        ClientId(world.get(IdSource).new()), "Charts", ClientKind.PUBLIC, KeyScope.READ, (BACK,)
    )
    return Stage(world, boss, ada, world.get(RegisterClient)(boss, new).now.client)


@contextmanager
def met(store_type: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let nobody's transaction begin before everybody's is about to."""
    barrier, begin = Barrier(AT_ONCE), store_type.transaction

    @contextmanager
    def together(store: Any) -> Any:
        barrier.wait(timeout=60)
        with begin(store) as work:
            yield work

    with monkeypatch.context() as patch:
        patch.setattr(store_type, "transaction", together)
        yield


@pytest.mark.parametrize("round", range(3))
def test_one_code_begins_one_session(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, round: int
) -> None:
    code, redeem = stage.code(), stage.world.get(RedeemCode)
    with met(type(redeem.store), monkeypatch):
        outcomes = at_once(lambda _: redeem(code, stage.client))
    pairs = [one for one in outcomes if isinstance(one, TokenPair)]
    assert len(pairs) == 1
    assert outcomes.count("code_refused") == AT_ONCE - 1
    with pytest.raises(DomainError):  # fifteen others had the code: it was copied
        stage.world.get(Authenticate)(pairs[0].access)
    standing = stage.world.get(PeopleReader).standing(stage.ada.session_id)
    assert standing is not None
    assert standing.ended_at is None


def test_a_client_that_is_removed_meanwhile_leaves_no_session(stage: Stage) -> None:
    """Who removes it and who redeems its codes neither wait for each other nor break."""
    codes = [stage.code() for _ in range(AT_ONCE)]
    redeem, remove = stage.world.get(RedeemCode), stage.world.get(RemoveClient)

    def work(number: int) -> Any:
        if number == AT_ONCE // 2:
            return remove(stage.boss, stage.client.id)
        return redeem(codes[number], stage.client)

    outcomes = at_once(work)
    given = [one for one in outcomes if isinstance(one, TokenPair)]
    assert len(given) + outcomes.count("code_refused") == AT_ONCE - 1
    for pair in given:
        with pytest.raises(DomainError):
            stage.world.get(Authenticate)(pair.access)
    with stage.world.get(PeopleStore).transaction() as held:
        assert held.codes.taken(codes[0].id) is None
