"""What an import promises, on every database."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from injector import Injector

from application.insights.apply_import import ApplyImport, ReverseImport
from application.insights.ports import CustomersReader, ImportStore, NumbersReader
from application.insights.read_imports import ReadImports
from application.insights.read_numbers import Counted, ReadNumbers
from application.paging import Window
from contract.insights.conftest import Take
from domain.access import Level, LevelNotHeld
from domain.insights.decision import ChoiceImpossible, DecisionsOpen
from domain.insights.ids import CustomerId
from domain.insights.imported import (
    Import,
    ImportBuiltUpon,
    ImportEmpty,
    ImportNotApplied,
    ImportNotFound,
    ImportReversed,
    ImportState,
)
from domain.insights.tables_in import ColumnsUnknown
from support.people import ADA, BEN, EVE
from support.tables import AS_MEANT, CUSTOMERS, INTERACTIONS, PRODUCTS, interactions, row
from support.workbooks import renamed, sheet

ALL = Window(100)


@pytest.fixture
def three(take: Take) -> list[Import]:
    """Customers, products and interactions, as they are meant."""
    return [take(CUSTOMERS), take(PRODUCTS), take(INTERACTIONS, choices=AS_MEANT)]


@pytest.fixture
def held(world: Injector) -> Callable[[], Any]:
    """Tell all that is held of Ada's organisation, but for ids."""

    def now() -> Any:
        facts, org = world.get(ImportStore).facts, ADA.organisation_id
        tallies = world.get(NumbersReader).by_type(org, None, None)
        ids = [CustomerId(one) for one in range(1, 100)]
        return (
            facts.customers(org, ids),
            facts.months(org),
            sorted(map(str, tallies)),
        )

    return now


def matrix(world: Injector) -> Mapping[tuple[str, str], int]:
    return world.get(ReadNumbers).by_type(ADA, None, None).attributed


def test_three_files_become_numbers_that_add_up(world: Injector, three: list[Import]) -> None:
    assert [one.state for one in three] == [ImportState.APPLIED] * 3
    assert [one.snapshot for one in three] == [1, 2, 3]
    told = world.get(ReadNumbers).by_type(ADA, None, None)
    assert told.attributed == {
        ("Blue", "Salt"): 1,
        ("Red", "Rope"): 1,
        ("Red", "Salt"): 2,
        ("unknown", "Salt"): 1,
    }
    assert told.unattributed == {"Red": 1}
    assert told.total == 6 == world.get(ReadNumbers).rows(ADA, Counted.INTERACTIONS)
    assert told.snapshot == 3
    assert world.get(ReadNumbers).rows(ADA, Counted.CUSTOMERS) == 4
    assert world.get(ReadNumbers).rows(ADA, Counted.PRODUCTS) == 4


def test_numbers_of_a_time_begin_with_it_and_end_before_the_other(
    world: Injector, three: list[Import]
) -> None:
    at = datetime(2020, 2, 11, 16, 10, tzinfo=UTC)
    end = datetime(2020, 2, 17, 18, 24, tzinfo=UTC)
    assert world.get(ReadNumbers).by_type(ADA, at, end).total == 2
    assert world.get(ReadNumbers).by_type(ADA, end, None).total == 2
    assert world.get(ReadNumbers).by_type(ADA, None, at).total == 2


def test_a_plan_tells_the_rows_that_applying_it_then_keeps(world: Injector, take: Take) -> None:
    said = [row("04/10/2019 09:00"), row("29/02/2019"), row("17/02/2020 10:00"), row("never", "5")]
    planned = take(interactions(*said), dry_run=True)
    ledgers = (world.get(ReadImports).changes, world.get(ReadImports).refusals)
    before = [read(ADA, planned.id, ALL) for read in ledgers]
    first = world.get(ReadImports).changes(ADA, planned.id, Window(1))
    assert first.items == before[0].items[:1]
    rest = world.get(ReadImports).changes(ADA, planned.id, Window(100, first.next))
    assert first.items + rest.items == before[0].items

    world.get(ApplyImport)(ADA, planned.id, {})
    assert [read(ADA, planned.id, ALL) for read in ledgers] == before
    assert [len(page.items) for page in before] == [2, 2]


def test_what_is_open_is_supposed_as_proposed_in_the_rows_of_a_plan(
    world: Injector, take: Take
) -> None:
    planned = take(INTERACTIONS)
    changes = world.get(ReadImports).changes(ADA, planned.id, ALL).items
    assert [one.change.after for one in changes if one.change.rule == "ids.decided"] == ["12"]
    assert len(changes) == sum(planned.counts.by_rule.values())
    assert world.get(ReadImports).refusals(ADA, planned.id, ALL).items == ()
    with pytest.raises(ImportNotFound):
        world.get(ReadImports).refusals(EVE, planned.id, ALL)


def test_what_is_open_is_planned_and_changes_nothing(
    world: Injector, take: Take, held: Callable[[], Any]
) -> None:
    before = held()
    planned = take(INTERACTIONS)
    assert (planned.state, planned.plan.open) == (ImportState.PLANNED, ("id:12in",))
    assert held() == before
    with pytest.raises(DecisionsOpen, match="id:12in"):
        world.get(ApplyImport)(ADA, planned.id, {})
    assert held() == before
    with pytest.raises(ChoiceImpossible):
        world.get(ApplyImport)(ADA, planned.id, {"id:12in": "13"})
    with pytest.raises(ChoiceImpossible):
        world.get(ApplyImport)(ADA, planned.id, {"id:unheard": "13"})

    done = world.get(ApplyImport)(ADA, planned.id, AS_MEANT)
    assert (done.counts.read, done.counts.loaded) == (6, 6)
    assert world.get(ReadImports).one(ADA, planned.id) == done
    assert world.get(ApplyImport)(ADA, planned.id, {}) == done


def test_a_dry_run_says_what_it_would_come_to(
    take: Take, held: Callable[[], Any], world: Injector
) -> None:
    before = held()
    planned = take(CUSTOMERS, dry_run=True)
    assert (planned.state, planned.counts.loaded, planned.snapshot) == ("planned", 4, None)
    assert held() == before
    assert world.get(ApplyImport)(ADA, planned.id, {}).counts == planned.counts


def test_the_same_bytes_again_are_the_same_import(
    take: Take, three: list[Import], held: Callable[[], Any]
) -> None:
    before = held()
    assert take(INTERACTIONS, choices=AS_MEANT) == three[2]
    assert take(INTERACTIONS, dry_run=True) == three[2]
    assert held() == before


def test_other_bytes_that_say_the_same_load_nothing(
    take: Take, three: list[Import], held: Callable[[], Any], world: Injector
) -> None:
    before = held()
    again = take(INTERACTIONS + "\n", choices=AS_MEANT)
    assert (again.counts.loaded, again.counts.by_reason) == (0, {"already_held": 6})
    assert (again.state, again.snapshot) == (ImportState.APPLIED, None)
    assert held() == before
    assert take(CUSTOMERS + "\n").counts.by_reason == {"already_held": 4}
    assert take(PRODUCTS + "\n").counts.by_reason == {"already_held": 4}
    assert world.get(NumbersReader).snapshot(ADA.organisation_id) == 3


def test_rows_that_overlap_are_loaded_once(
    world: Injector, take: Take, three: list[Import]
) -> None:
    more = take(interactions(row("17/03/2020 10:00"), "17/02/2020 18:24,chatbot,1.0,Knots,neutral"))
    assert (more.counts.loaded, more.counts.by_reason) == (1, {"already_held": 1})
    with pytest.raises(ImportBuiltUpon):
        world.get(ReverseImport)(ADA, three[2].id)
    world.get(ReverseImport)(ADA, more.id)
    assert world.get(ReverseImport)(ADA, three[2].id).state is ImportState.REVERSED


def test_taking_back_restores_exactly(
    world: Injector, take: Take, three: list[Import], held: Callable[[], Any]
) -> None:
    before = held()
    people = take("Customer_Id,Type\n1,Green\n2,Blue\n7,Blue\n")
    months = take("date,product\n10-2019,Tar\n12-2020,Tar\n")
    calls = take(interactions(row("17/03/2021 10:00", "1, 2")))
    assert people.counts.by_reason == {"already_held": 1}
    now = held()
    assert now[0][1].occupation == "Pilot"
    assert (now[0][1].type, now[0][7].occupation) == ("Green", None)
    assert matrix(world)["Green", "Tar"] == 1

    for one in (people, months, calls):
        world.get(ReverseImport)(ADA, one.id)
    assert held() == before
    assert world.get(NumbersReader).snapshot(ADA.organisation_id) == 9


def test_taking_back_everything_leaves_nothing(
    world: Injector, three: list[Import], held: Callable[[], Any]
) -> None:
    for one in three:
        world.get(ReverseImport)(ADA, one.id)
    assert held() == ({}, {}, [])


def test_what_was_taken_back_stays_so_and_may_be_handed_in_again(
    world: Injector, take: Take, three: list[Import]
) -> None:
    first = three[0].id
    done = world.get(ReverseImport)(ADA, first)
    assert world.get(ReverseImport)(ADA, first) == done
    with pytest.raises(ImportReversed):
        world.get(ApplyImport)(ADA, first, {})
    again = take(CUSTOMERS)
    assert (again.id != first, again.counts.loaded) == (True, 4)


def test_one_that_was_not_applied_is_not_taken_back(world: Injector, take: Take) -> None:
    planned = take(CUSTOMERS, dry_run=True)
    with pytest.raises(ImportNotApplied):
        world.get(ReverseImport)(ADA, planned.id)


def test_an_interaction_of_two_customers_counts_once(
    world: Injector, take: Take, three: list[Import]
) -> None:
    take(interactions(row("17/03/2020 10:00", "1, 2"), row("18/03/2020 10:00", "1; 12")))
    assert matrix(world)["several", "Rope"] == 1
    assert matrix(world)["Red", "Rope"] == 2
    assert world.get(ReadNumbers).by_type(ADA, None, None).total == 8


def test_every_changed_cell_is_in_the_ledger(world: Injector, three: list[Import]) -> None:
    page = world.get(ReadImports).changes(ADA, three[2].id, Window(3))
    assert [(one.number, one.change.row, one.change.column) for one in page.items] == [
        (1, 2, "date_start"),
        (2, 3, "date_start"),
        (3, 4, "date_start"),
    ]
    assert page.items[0].change[3:] == (
        "04/10/2019 09:00",
        "2019-10-04T09:00:00Z",
        "date.day_first",
    )
    rest = world.get(ReadImports).changes(ADA, three[2].id, Window(100, page.next))
    assert [one.number for one in rest.items] == [4, 5, 6, 7]
    assert rest.items[2].change[3:] == ("12in", "12", "ids.decided")
    assert rest.next is None


def test_what_is_replaced_is_told_before_and_after_it_is(world: Injector, take: Take) -> None:
    """Each cell that is held, with what is to be in its place: as planned, so done."""
    take("Customer_Id,Occupation,Type,Opt_Out\n1,Pilot,Red,\n2,Baker,Blue,yes\n3,Cook,Red,\n")
    take("date,product\n01-2020,Salt\n")
    people = "Customer_Id,Job,Opt_Out\n1,Diver,\n2,Baker,no\n3,Cook,\n4,Smith,\n"
    for text, lines in (
        (people, [(2, "Job", "Pilot", "Diver"), (3, "Opt_Out", "yes", "no")]),
        ("date,product\n2020-01,Rope\n2020-02,Rope\n", [(2, "product", "Salt", "Rope")]),
    ):
        planned = take(text, dry_run=True)
        seen = world.get(ReadImports).changes(ADA, planned.id, ALL)
        told = [one.change for one in seen.items if one.change.rule == "replaces"]
        assert [(one.row, one.column, one.before, one.after) for one in told] == lines
        applied = world.get(ApplyImport)(ADA, planned.id, {})
        assert applied.counts == planned.counts
        assert applied.counts.by_rule["replaces"] == len(lines)
        assert world.get(ReadImports).changes(ADA, planned.id, ALL) == seen


def test_every_row_that_is_refused_is_kept_with_its_reason(world: Injector, take: Take) -> None:
    taken = take(interactions(row("17/02/2020 10:00"), row("31/02/2020 10:00"), row("x")))
    assert (taken.counts.read, taken.counts.loaded) == (3, 1)
    page = world.get(ReadImports).refusals(ADA, taken.id, ALL)
    assert [(one.refused.row, one.refused.reason) for one in page.items] == [
        (3, "impossible_date"),
        (4, "not_a_date"),
    ]


def test_only_who_may_edit_imports_and_only_members_see_it(
    world: Injector, take: Take, three: list[Import]
) -> None:
    assert take(CUSTOMERS, by=BEN) == three[0]
    for ask in (
        lambda: world.get(ReadImports).one(EVE, three[0].id),
        lambda: world.get(ReadImports).changes(EVE, three[0].id, ALL),
        lambda: world.get(ReadImports).refusals(EVE, three[0].id, ALL),
        lambda: world.get(ApplyImport)(EVE, three[0].id, {}),
        lambda: world.get(ReverseImport)(EVE, three[0].id),
    ):
        with pytest.raises(ImportNotFound):
            ask()
    assert world.get(ReadImports)(EVE, ALL).items == ()
    assert world.get(ReadNumbers).by_type(EVE, None, None).total == 0
    assert world.get(ReadNumbers).rows(EVE, Counted.CUSTOMERS) == 0
    assert [one.id for one in world.get(ReadImports)(BEN, ALL).items] == [
        one.id for one in reversed(three)
    ]
    hers = take(CUSTOMERS, by=EVE)
    assert hers.counts.loaded == 4


def test_who_may_only_look_imports_nothing(take: Take) -> None:
    with pytest.raises(LevelNotHeld):
        take(CUSTOMERS, by=replace(BEN, at_most=Level.VIEW))


def test_a_file_without_a_table_or_without_anything_is_refused(take: Take) -> None:
    with pytest.raises(ColumnsUnknown):
        take("a,b\n1,2\n")
    with pytest.raises(ImportEmpty):
        take("")


def test_names_that_are_no_names_break_no_database(take: Take) -> None:
    """What a cell over a column, or a sheet, may be called has an end."""
    rows = row("17/02/2020 10:00"), row("n/a")
    head = f"date_start,interaction,customers,topic{'!' * 300},sentiment"
    told = take("\n".join([head, *rows]))
    assert (told.counts.read, told.counts.loaded) == (2, 1)
    assert "topic" not in told.plan.tables[0].columns
    with pytest.raises(ColumnsUnknown):
        take("\n".join([f"date_start{'!' * 300},interaction,customers", *rows]))
    workbook = sheet([["Customer_Id", "Type"], ["1.0", "Red"], ["x", "Red"]])
    assert take(renamed(workbook, "Calls", "Q" * 200)).counts.loaded == 1


def test_a_long_file_is_taken_in_some_rows_at_a_time(world: Injector, take: Take) -> None:
    rows = [row(f"{day:02}/0{month}/2020 10:{minute:02}")
            for month in range(1, 6) for day in (3, 14, 25) for minute in range(60)]  # fmt: skip
    taken = take(interactions(*rows, *rows[:7]))
    assert (taken.counts.read, taken.counts.loaded) == (907, 900)
    assert taken.counts.by_reason == {"duplicate_row": 7}
    assert world.get(ReadNumbers).rows(ADA, Counted.INTERACTIONS) == 900


def test_who_opted_out_is_kept_and_undone_with_the_rest(world: Injector, take: Take) -> None:
    take("Customer_Id,Occupation\n1,Pilot\n2,Baker\n")
    told = take("Customer_Id,Opt_Out\n1,yes\n3,yes\n")
    facts, ids = world.get(ImportStore).facts, [CustomerId(one) for one in (1, 2, 3)]
    held = facts.customers(ADA.organisation_id, ids)
    assert {one: (its.occupation, its.opted_out) for one, its in held.items()} == {
        1: ("Pilot", True),
        2: ("Baker", False),
        3: (None, True),
    }
    listed = world.get(CustomersReader).listed(ADA.organisation_id, Window(9)).items
    assert [one.opted_out for one in listed] == [True, False, True]
    take("Customer_Id,Type,Opt_Out\n1,Red,\n")
    assert facts.customers(ADA.organisation_id, ids)[ids[0]].opted_out
    later = take("Customer_Id,Opt_Out\n1,no\n")
    assert not facts.customers(ADA.organisation_id, ids)[ids[0]].opted_out
    world.get(ReverseImport)(ADA, later.id)
    assert facts.customers(ADA.organisation_id, ids)[ids[0]].opted_out
    assert told.state is ImportState.APPLIED
