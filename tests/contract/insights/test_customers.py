"""What lists of customers promise, on every database."""

import pytest
from injector import Injector

from application.insights.read_customers import ReadCustomers
from application.paging import Window
from contract.insights.conftest import Take
from domain.insights.facts import place_of
from domain.insights.record import LARGEST_ID, CustomerNotFound
from domain.principal import Principal
from support.people import ADA, EVE
from support.tables import AS_MEANT, CUSTOMERS, INTERACTIONS


def ids(world: Injector, window: Window, by: Principal = ADA) -> list[int]:
    return [one.id for one in world.get(ReadCustomers)(by, window).items]


def test_customers_come_by_their_numbers_page_by_page(world: Injector, take: Take) -> None:
    take(f"{CUSTOMERS}{LARGEST_ID},Last,Red\n")
    first = world.get(ReadCustomers)(ADA, Window(3))
    assert [(one.id, one.occupation, one.type) for one in first.items] == [
        (1, "Pilot", "Red"), (2, "Baker", "Blue"), (3, None, None),
    ]  # fmt: skip
    assert first.next == place_of(first.items[-1])
    rest = world.get(ReadCustomers)(ADA, Window(3, first.next))
    assert [one.id for one in rest.items] == [12, LARGEST_ID]
    assert rest.next is None
    assert ids(world, Window(3, place_of(rest.items[-1]))) == []


def test_only_those_of_files_are_listed_and_only_ones_own(world: Injector, take: Take) -> None:
    take(CUSTOMERS)
    take(INTERACTIONS, choices=AS_MEANT)
    take("Customer_Id,Type\n7,Red\n", by=EVE)
    assert ids(world, Window(100)) == [1, 2, 3, 12]
    assert ids(world, Window(100), EVE) == [7]
    assert world.get(ReadCustomers).one(ADA, 99).customer is None
    with pytest.raises(CustomerNotFound):
        world.get(ReadCustomers).one(EVE, 99)


def test_a_record_names_the_import_and_the_row_of_each_interaction(
    world: Injector, take: Take
) -> None:
    calls = take(INTERACTIONS, choices=AS_MEANT)
    newest = world.get(ReadCustomers).one(ADA, 1).newest
    assert [(one.import_id, one.row) for one in newest] == [(calls.id, 5), (calls.id, 2)]


@pytest.mark.parametrize("customer_id", [77, LARGEST_ID + 1])
def test_nobody_is_found_who_was_never_told_of(
    world: Injector, take: Take, customer_id: int
) -> None:
    take(CUSTOMERS)
    with pytest.raises(CustomerNotFound):
        world.get(ReadCustomers).one(ADA, customer_id)
