"""What people hand in: each thing is read right, asked about, or refused with a reason."""

import json
from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
from werkzeug.test import TestResponse

from entrypoints.testing import Portico
from entrypoints.testing.harness import MEMORY
from support.tables import CUSTOMERS, HEADER, INTERACTIONS, PRODUCTS, interactions, row
from support.workbooks import locked_xls, locked_xlsx, sheet, without_values, xls, xlsm, xlsx

ROWS = [["Customer_Id", "Type"], ["1", "Red"]]
HEAD = HEADER.split(",")
PROOF = row("17/02/2020 10:00")
CELLS = ["Email", "1", "Knots", "Neutral"]


def sent(portico: Portico, content: bytes, name: str = "file.csv", **form: str) -> TestResponse:
    data = {"file": (BytesIO(content), name), **form}
    return portico.client.post("/api/v1/imports", data=data)


def taken(portico: Portico, content: bytes, **form: str) -> Any:
    response = sent(portico, content, **form)
    assert response.status_code == 201, response.get_data(as_text=True)
    told = response.get_json()
    assert (
        told["read"]
        == told["loaded"] + told["refused"]
        == sum(one["rows"] for one in told["tables"])
    )
    return told


def decisions(portico: Portico, told: Any) -> dict[str, Any]:
    found = portico.client.get(f"/api/v1/imports/{told['id']}/decisions").get_json()
    return {one["key"]: one for one in found["items"]}


def listed(portico: Portico, told: Any, what: str) -> list[Any]:
    items: list[Any] = portico.client.get(f"/api/v1/imports/{told['id']}/{what}").get_json()[
        "items"
    ]
    return items


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        (row("29/02/2019 10:00"), "impossible_date"),
        (row("29/02/1900 10:00"), "impossible_date"),
        (row("17/02/2020 10:00 CET"), "time_zone_named"),
        (row("n/a"), "date_missing"),
        (row("17/02/2020 11:00", "-"), "customer_missing"),
        (row("17/02/2020 11:00", "1.4"), "not_an_id"),
        (row("17/02/2020 11:00", "1", channel=""), "channel_missing"),
        (HEADER, "header_repeated"),
        ("Total,,20,,", "totals_row"),
        (PROOF, "duplicate_row"),
        ("dd/mm/yyyy,text,number,,", "not_a_date"),
    ],
)
def test_a_bad_row_is_refused_and_the_others_are_taken(
    portico: Portico, bad: str, reason: str
) -> None:
    told = taken(portico, interactions(PROOF, bad))
    assert (told["loaded"], told["by_reason"]) == (1, {reason: 1})
    [refused] = listed(portico, told, "refusals")
    assert (refused["row"], refused["reason"]) == (3, reason)


def test_spaces_that_nobody_sees_blanks_and_case_are_tidied_and_told(portico: Portico) -> None:
    told = taken(portico, interactions("\u00a017/02/2020\u00a010:00 ,EMAIL,1.0,n/a, neutral\u200b"))
    assert told["loaded"] == 1
    after = {one["column"]: one["after"] for one in listed(portico, told, "changes")}
    assert after == {
        "date_start": "2020-02-17T10:00:00Z",
        "interaction": "Email",
        "customers": "1",
        "topic": "",
        "sentiment": "Neutral",
    }


def test_without_evidence_nothing_is_taken_in_until_somebody_decides(portico: Portico) -> None:
    taken(portico, PRODUCTS.encode())
    told = taken(portico, interactions(row("02/10/2020 10:00"), row("11/11/2020 10:00")))
    assert (told["state"], told["open"]) == ("planned", ["date_order"])
    decision = decisions(portico, told)["date_order"]
    assert (decision["state"], decision["cells"], decision["choice"]) == ("open", 1, None)
    assert decision["effect"]["other_product"] == 1
    assert decision["effect"]["moved"][0]["row"] == 2

    where = f"/api/v1/imports/{told['id']}/application"
    refused = portico.client.post(where, json={})
    assert (refused.status_code, refused.get_json()["code"]) == (409, "decisions_open")
    done = portico.client.post(where, json={"decisions": {"date_order": "month_first"}})
    assert done.get_json()["state"] == "applied"
    items = portico.client.get("/api/v1/product-interactions").get_json()
    assert items["matrix"] == {"unknown": {"Rope": 1, "Salt": 1}}
    assert (items["unattributed"], items["total"]) == (0, 2)


def test_the_caller_overrides_the_evidence_and_what_cannot_be_is_refused(portico: Portico) -> None:
    told = taken(portico, interactions(PROOF, row("04/10/2019 10:00")), date_order="month_first")
    assert (told["loaded"], told["by_reason"]) == (1, {"impossible_date": 1})
    assert decisions(portico, told)["date_order"]["by_caller"] is True
    assert listed(portico, told, "changes")[0]["after"] == "2019-04-10T10:00:00Z"


def test_bare_numbers_for_dates_are_asked_about_where_no_epoch_is_told(portico: Portico) -> None:
    told = taken(portico, interactions(row("43742.375")))
    assert told["open"] == ["serials"]
    where = f"/api/v1/imports/{told['id']}/application"
    assert portico.client.post(where, json={"decisions": {"serials": "1904"}}).status_code == 200
    assert listed(portico, told, "changes")[0]["after"] == "2023-10-05T09:00:00Z"


@pytest.mark.parametrize("made", [sheet, xls])
def test_texts_and_real_dates_in_one_column_are_asked_about(portico: Portico, made: Any) -> None:
    """10 April is what a program made of 4 October; 17 February it could not make wrong."""
    content = made([HEAD, [43565.375, *CELLS], ["17/02/2020 10:00", *CELLS]])
    told = taken(portico, content)
    assert told["open"] == ["swapped_dates"]
    where = f"/api/v1/imports/{told['id']}/application"
    portico.client.post(where, json={"decisions": {"swapped_dates": "swap_back"}})
    assert listed(portico, told, "changes")[0]["after"] == "2019-10-04T09:00:00Z"


def test_months_as_a_spreadsheet_keeps_them_are_no_mistaken_days(portico: Portico) -> None:
    """January, February and May, beside interactions whose dates are texts."""

    def write(book: Any, dated: Any) -> None:
        calls, months = book.add_worksheet("Calls"), book.add_worksheet("Months")
        for number, line in enumerate([HEAD, ["17/02/2020 10:00", *CELLS]]):
            calls.write_row(number, 0, line)
        months.write_row(0, 0, ["date", "product"])
        for number, day in enumerate([43831, 43862, 43952], start=1):
            months.write(number, 0, day, dated)
            months.write(number, 1, "Rope")

    told = taken(portico, xlsx(write))
    assert (told["state"], told["loaded"]) == ("applied", 4)
    lines = [one for one in listed(portico, told, "changes") if one["sheet"] == "Months"]
    assert [(one["after"], one["rule"]) for one in lines] == [
        ("2020-01", "month"), ("2020-02", "month"), ("2020-05", "month"),
    ]  # fmt: skip


@pytest.mark.parametrize("made", [sheet, xls])
def test_real_dates_and_a_number_are_read_by_the_workbook(portico: Portico, made: Any) -> None:
    told = taken(portico, made([HEAD, [43752.375, *CELLS], [60, *CELLS], [43742.5, *CELLS]]))
    assert (told["loaded"], told["by_reason"]) == (2, {"impossible_date": 1})


def test_several_sheets_with_titles_above_and_one_that_is_hidden(portico: Portico) -> None:
    def write(book: Any, dated: Any) -> None:
        for name, text in (("People", CUSTOMERS), ("Calls", INTERACTIONS), ("Old", PRODUCTS)):
            page = book.add_worksheet(name)
            page.merge_range("A1:C1", f"Our {name}")
            for number, line in enumerate(text.splitlines(), start=2):
                page.write_row(number, 0, line.split(","))
        book.add_worksheet("Notes").write(0, 0, "nothing")
        book.get_worksheet_by_name("Old").hide()

    told = taken(portico, xlsx(write))
    assert set(told["open"]) == {"id:12in", "sheet:Old"}
    assert told["outside"] == {"Notes": 1}
    chosen = {"id:12in": "refuse", "sheet:Old": "skip"}
    where = f"/api/v1/imports/{told['id']}/application"
    done = portico.client.post(where, json={"decisions": chosen}).get_json()
    assert (done["read"], done["loaded"]) == (14, 9)
    assert done["by_reason"] == {"doubtful_id": 1, "sheet_hidden": 4}


def test_a_sheet_that_is_there_twice_is_taken_once(portico: Portico) -> None:
    def write(book: Any, dated: Any) -> None:
        for name in ("One", "Two"):
            page = book.add_worksheet(name)
            for number, line in enumerate([HEADER, PROOF.replace('"', "")]):
                page.write_row(number, 0, line.split(","))

    told = taken(portico, xlsx(write))
    assert (told["loaded"], told["by_reason"]) == (1, {"duplicate_row": 1})


def test_what_no_cell_says_is_refused(portico: Portico) -> None:
    def write(book: Any, dated: Any) -> None:
        page = book.add_worksheet("Calls")
        page.write_row(0, 0, HEAD)
        for number in (1, 2, 3):
            page.write(number, 0, 43752 + number, dated)
            page.write_row(number, 1, CELLS)
        page.write_formula(1, 3, "=1/0", None, "#DIV/0!")
        page.write_formula(2, 4, "=A1", None, "Neutral")
        page.merge_range("B4:B5", "Email")
        page.write(4, 0, 43800, dated)
        page.write(4, 2, "1")

    told = taken(portico, without_values(xlsx(write)))
    reasons = {"cell_error": 1, "formula_without_value": 1, "merged_cell": 1}
    assert (told["loaded"], told["by_reason"]) == (1, reasons)


def test_rows_that_contradict_each_other_are_decided_about(portico: Portico) -> None:
    told = taken(portico, b"Customer_Id,Type\n1,Red\n1,Blue\n2,Red\n2,Red\n")
    assert told["open"] == ["customer:1"]
    assert decisions(portico, told)["customer:1"]["options"] == ["- / Red", "- / Blue", "refuse"]
    where = f"/api/v1/imports/{told['id']}/application"
    chosen = {"decisions": {"customer:1": "- / Blue"}}
    done = portico.client.post(where, json=chosen).get_json()
    assert (done["loaded"], done["by_reason"]) == (2, {"conflict": 1, "duplicate_row": 1})
    months = taken(portico, b"date,product\n01-2020,Salt\nJanuary 2020,Rope\n")
    assert months["open"] == ["month:2020-01"]


LONG = "a" * 199


@pytest.mark.parametrize(
    ("rows", "options"),
    [
        (("1,A / B,C", "1,A,B / C"), ['"A / B" / C', 'A / "B / C"']),
        ((f"1,{LONG},x", f"1,{LONG},y"), None),
        (("1,,x", "1,refuse,x"), ["- / x", '"refuse" / x']),
    ],
    ids=["slashes", "long", "refuse"],
)
def test_rows_that_say_different_things_are_told_apart_and_may_be_chosen(
    portico: Portico, rows: tuple[str, ...], options: list[str] | None
) -> None:
    told = taken(portico, "\n".join(["Customer_Id,Occupation,Type", *rows]).encode())
    [one, other, refuse] = decisions(portico, told)["customer:1"]["options"]
    assert refuse == "refuse"
    assert [one, other] == (options or [one, other])
    where = f"/api/v1/imports/{told['id']}/application"
    done = portico.client.post(where, json={"decisions": {"customer:1": other}}).get_json()
    assert (done["state"], done["by_reason"]) == ("applied", {"conflict": 1})
    held = portico.client.get("/api/v1/customers/1").get_json()
    assert (held["occupation"], held["type"]) == tuple(rows[1].split(",")[1:])


def test_what_would_change_knows_which_product_was_decided(portico: Portico) -> None:
    """Of a month that two rows tell of, and whatever the product is called."""

    def write(book: Any, dated: Any) -> None:
        calls, months = book.add_worksheet("Calls"), book.add_worksheet("Months")
        for number, line in enumerate([HEAD, ["04/10/2019 10:00", *CELLS]]):
            calls.write_row(number, 0, line)
        told = (
            ["date", "product"],
            ["10-2019", "Salt"],
            ["10-2019", "refuse"],
            ["04-2019", "A / B"],
        )
        for number, line in enumerate(told):
            months.write_row(number, 0, line)

    chosen = json.dumps({"month:2019-10": '"refuse"', "date_order": "day_first"})
    told = taken(portico, xlsx(write), decisions=chosen)
    [moved] = decisions(portico, told)["date_order"]["effect"]["moved"]
    assert (moved["product"], moved["other_product"]) == ("refuse", "A / B")


def test_a_product_may_be_called_as_a_choice_is(portico: Portico) -> None:
    told = taken(portico, b"date,product\n01-2020,refuse\n01-2020,Salt\n")
    assert decisions(portico, told)["month:2020-01"]["options"] == ['"refuse"', "Salt", "refuse"]


def test_unknown_names_are_kept_and_may_be_decided_otherwise(portico: Portico) -> None:
    file = interactions(row("17/02/2020 10:00", channel="Bird"), "18/02/2020 10:00,Bird,1,Knots,😀")
    told = taken(portico, file, decisions='{"channel:Bird": "Post"}')
    asked = decisions(portico, told)
    assert (asked["channel:Bird"]["choice"], asked["channel:Bird"]["cells"]) == ("Post", 2)
    assert asked["sentiment:😀"]["choice"] == "😀"
    rules = [one["rule"] for one in listed(portico, told, "changes")]
    assert rules.count("channel.decided") == 2


def test_a_name_that_is_chosen_is_read_as_a_cell_that_says_it(portico: Portico) -> None:
    rows = ("17/02/2020 10:00,Email,1,K,😀", "18/02/2020 10:00,Bird,1,K,Neutral")
    chosen = {"channel:Bird": " email ", "sentiment:😀": "positive"}
    taken(portico, interactions(*rows), decisions=json.dumps(chosen))
    held = portico.client.get("/api/v1/customers/1").get_json()["interactions"]
    said = [(one["channel"], one["sentiment"]) for one in held]
    assert said == [("Email", "Neutral"), ("Email", "Positive")]


def test_two_topics_in_a_cell_are_one_of_that_name(portico: Portico) -> None:
    taken(portico, interactions('17/02/2020 10:00,Email,1,"Knots; Tides",Neutral'))
    told = portico.client.get("/api/v1/summarized_interactions/1").get_json()
    assert told["summary"]["key_topics"] == ["Knots; Tides"]


def test_orphans_are_kept_and_compared(portico: Portico) -> None:
    taken(portico, CUSTOMERS.encode())
    told = taken(portico, INTERACTIONS.encode(), decisions='{"id:12in": "12"}')
    assert told["orphans"].pop("answers") == {
        "interactions": {"as_if_kept": 6, "as_if_dropped": 5},
        "product_interactions": [
            {"customer_type": "unknown", "product": None, "as_if_kept": 1, "as_if_dropped": 0}
        ],
        "product_interactions_changed": 1,
        "summaries": [
            {
                "customer_id": 99,
                "as_if_kept": {"interactions": 1, "last_interaction": "2020-02-11T16:24:00Z"},
                "as_if_dropped": {"interactions": 0, "last_interaction": None},
            }
        ],
        "summaries_changed": 1,
    }
    assert told["orphans"] == {
        "customers": 1, "ids": [99], "interactions": 1, "as_if_kept": 6, "as_if_dropped": 5,
    }  # fmt: skip


def matrix(portico: Portico) -> dict[tuple[str, str | None], int]:
    """Return what the product matrix counts, months without a product included."""
    shown = portico.client.get("/api/v1/product-interactions").get_json()
    told = {(one["customer_type"], one["product"]): one["interactions"] for one in shown["items"]}
    alone = shown["unattributed_by_type"]
    return {**told, **{(one["customer_type"], None): one["interactions"] for one in alone}}


def counted(portico: Portico, customer: int) -> dict[str, Any]:
    shown = portico.client.get(f"/api/v1/summarized_interactions/{customer}")
    if shown.status_code == 404:
        return {"interactions": 0, "last_interaction": None}
    summary = shown.get_json()["summary"]
    last = summary["last_interaction"]
    return {"interactions": summary["total_interactions"], "last_interaction": last and last["at"]}


@pytest.mark.parametrize(
    ("key", "here", "there", "choices"),
    [
        ("orphans", "as_if_kept", "as_if_dropped", ("keep", "refuse")),
        ("date_order", "as_read", "otherwise", ("day_first", "month_first")),
    ],
)
def test_answers_that_would_change_are_those_that_do(
    key: str, here: str, there: str, choices: tuple[str, str]
) -> None:
    """Each cell and each summary that is named, as they are where it is decided otherwise."""
    rows = [
        row("04/10/2019 09:00", "1"),
        row("02/03/2020 10:00", "1, 77"),
        row("03/02/2020 10:00", "2"),
        row("05/06/2020 10:00", "77"),
        row("06/06/2020 10:00", "1, 2"),
    ]
    worlds = []
    for choice in choices:
        portico = Portico.start()
        taken(portico, CUSTOMERS.encode())
        taken(portico, PRODUCTS.encode())
        chosen = {"date_order": "day_first", key: choice}
        told = taken(portico, interactions(*rows), decisions=json.dumps(chosen))
        worlds.append((portico, told))
    (one, told), (other, _) = worlds
    answers = decisions(one, told)[key]["effect"]["answers"]
    for position, portico in ((here, one), (there, other)):
        seen = portico.client.get("/api/v1/stats/interactions").get_json()["rows"]
        assert answers["interactions"][position] == seen
    changed = {
        (cell["customer_type"], cell["product"]): (cell[here], cell[there])
        for cell in answers["product_interactions"]
    }
    before, after = matrix(one), matrix(other)
    assert changed == {
        cell: (before.get(cell, 0), after.get(cell, 0))
        for cell in before | after
        if before.get(cell, 0) != after.get(cell, 0)
    }
    summaries = {
        customer: (counted(one, customer), counted(other, customer)) for customer in (1, 2, 3, 77)
    }
    assert {its["customer_id"]: (its[here], its[there]) for its in answers["summaries"]} == {
        customer: both for customer, both in summaries.items() if both[0] != both[1]
    }
    assert answers["summaries_changed"] == len(answers["summaries"]) > 0


def test_orphans_may_be_refused_whatever_the_order_of_sheets(portico: Portico) -> None:
    taken(portico, b"Customer_Id,Type\n1,Red\n")

    def write(book: Any, dated: Any) -> None:
        calls, people = book.add_worksheet("calls"), book.add_worksheet("people")
        for number, who in enumerate(["", "1", "2", "1, 99", "99"]):
            said = [f"{12 + number}/02/2020 10:00", "Email", who] if number else HEAD[:3]
            calls.write_row(number, 0, said)
        for number, said in enumerate([["Customer_Id", "Type"], ["2", "Blue"]]):
            people.write_row(number, 0, said)

    content = xlsx(write)
    planned = taken(portico, content, dry_run="true")
    asked = decisions(portico, planned)["orphans"]
    assert (asked["state"], asked["choice"], asked["options"]) == (
        "noted",
        "keep",
        ["keep", "refuse"],
    )
    assert (asked["cells"], asked["effect"]["as_if_dropped"], planned["loaded"]) == (2, 2, 5)

    told = taken(portico, content, decisions='{"orphans": "refuse"}')
    assert (told["loaded"], told["by_reason"]) == (3, {"orphan": 2})
    assert told["orphans"]["ids"] == [99]
    assert [one["value"] for one in listed(portico, told, "refusals")] == ["1, 99", "99"]
    counted = portico.client.get("/api/v1/product-interactions").get_json()
    assert [one["customer_type"] for one in counted["unattributed_by_type"]] == ["Blue", "Red"]


def test_a_file_without_interactions_is_not_asked_about_orphans(portico: Portico) -> None:
    told = taken(portico, CUSTOMERS.encode(), dry_run="true")
    assert "orphans" not in decisions(portico, told)


def test_columns_may_be_named_in_the_request_and_optional_ones_be_missing(portico: Portico) -> None:
    content = b"When,How,Who\n17/02/2020 10:00,Email,1\n"
    assert sent(portico, content).get_json()["code"] == "columns_unknown"
    mapping = '{"started_at": "when", "channel": "How", "customers": "Who"}'
    told = taken(portico, content, mapping=mapping, kind="interactions")
    assert told["tables"][0]["columns"] == {
        "started_at": "When", "channel": "How", "customers": "Who",
    }  # fmt: skip
    assert told["loaded"] == 1


@pytest.mark.parametrize("wrong", [{"topic": "Betref"}, {"subject": "Betreff"}])
@pytest.mark.parametrize("at_once", [1, 131_072])
def test_a_column_that_is_named_and_not_there_loses_nothing_in_silence(
    wrong: dict[str, str], at_once: int
) -> None:
    portico = Portico.start(settings=replace(MEMORY, import_at_once_bytes=at_once))
    content = b"When,How,Who,Betreff\n17/02/2020 10:00,Email,1,Knots\n"
    mapping = {"started_at": "When", "channel": "How", "customers": "Who"}
    told = sent(portico, content, mapping=json.dumps(mapping | wrong)).get_json()
    if at_once == 1:
        portico.work()
        told = portico.client.get(f"/api/v1/imports/{told['id']}").get_json()["failure"]
    assert told["code"] == "column_missing"
    assert next(iter(wrong)) in told["detail"]
    right = sent(portico, content, mapping=json.dumps(mapping | {"topic": "Betreff"}))
    assert right.status_code in {201, 202}


@pytest.mark.parametrize(
    ("form", "code"),
    [
        ({"mapping": "[1]"}, "mapping_malformed"),
        ({"decisions": '{"a": 1}'}, "decisions_malformed"),
        ({"decisions": '{"a": "b"}'}, "choice_impossible"),
        ({"kind": "birds"}, "kind_unknown"),
        ({"date_order": "year_first"}, "date_order_unknown"),
        ({"dry_run": "perhaps"}, "dry_run_malformed"),
    ],
)
def test_a_form_that_does_not_fit_is_refused(
    portico: Portico, form: dict[str, str], code: str
) -> None:
    refused = sent(portico, CUSTOMERS.encode(), **form)
    assert (refused.status_code, refused.get_json()["code"]) == (422, code)


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        (locked_xls(ROWS), "a.xls", "book_encrypted"),
        (locked_xlsx(), "a.xlsx", "book_encrypted"),
        (sheet(ROWS)[:-200], "a.xlsx", "book_unreadable"),
    ],
    ids=["locked xls", "locked xlsx", "cut off"],
)
def test_a_workbook_that_cannot_be_read_is_refused_or_fails_with_the_same_code(
    portico: Portico, content: bytes, name: str, code: str
) -> None:
    refused = sent(portico, content, name)
    assert (refused.status_code, refused.get_json()["code"]) == (422, code)
    large = Portico.start(settings=replace(MEMORY, import_at_once_bytes=1))
    received = sent(large, content, name).get_json()
    large.work()
    failed = large.client.get(f"/api/v1/imports/{received['id']}").get_json()
    assert (failed["state"], failed["failure"]["code"]) == ("failed", code)


def test_a_workbook_with_macros_is_taken_in_without_them(portico: Portico) -> None:
    response = sent(portico, xlsm(ROWS, b"Sub Auto_Open()"), "a.xlsm")
    assert (response.status_code, response.get_json()["loaded"]) == (201, 1)


def test_a_page_that_calls_itself_xls_is_taken_in(portico: Portico) -> None:
    page = b"<html><table><tr><th>Customer_Id<th>Type<tr><td>4<td>Red</table></html>"
    assert taken(portico, page)["loaded"] == 1
    refused = portico.client.post(
        "/api/v1/imports", data={"file": (BytesIO(b"PK\x03\x04"), "a.xlsx")}
    )
    assert refused.get_json()["code"] == "book_unreadable"


OUT = "Customer_Id,Opt_Out"


def opted_out(portico: Portico) -> list[int]:
    items = portico.client.get("/api/v1/customers").get_json()["items"]
    return [one["id"] for one in items if one["opted_out"]]


def test_who_opted_out_is_said_by_a_file_and_taken_back_with_it(portico: Portico) -> None:
    taken(portico, CUSTOMERS.encode())
    taken(portico, interactions(row("17/02/2020 18:24", "1")))
    letter = "/api/v1/generate-content/1"
    assert portico.client.get(letter).get_json()["note"] is None
    told = taken(portico, f"{OUT}\n1,Yes\n2,no\n3,\n12,TRUE\n".encode())
    assert (told["loaded"], told["by_reason"]) == (2, {"already_held": 2})
    assert opted_out(portico) == [1, 12]
    assert portico.client.get("/api/v1/customers/1").get_json()["occupation"] == "Pilot"
    assert "opted out" in portico.client.get(letter).get_json()["note"]

    again = taken(portico, b"Customer_Id,Type,Opted_Out\n1,Blue,\n12,Red,no\n")
    assert (again["loaded"], opted_out(portico)) == (2, [1])
    for one in (again, told):
        answer = portico.client.post(f"/api/v1/imports/{one['id']}/reversal")
        assert answer.status_code == 200, answer.get_json()
    assert opted_out(portico) == []
    assert portico.client.get(letter).get_json()["note"] is None


def test_who_may_have_opted_out_is_not_written_to(portico: Portico) -> None:
    """What is not clear is a yes, and a line of the ledger tells of it: the row is not lost."""
    told = taken(portico, f"{OUT}\n1,perhaps\n2,-\n3,yes\n4,x\n5,2020-02-11\n6,No\n".encode())
    assert (told["loaded"], told["by_reason"]) == (6, {})
    assert opted_out(portico) == [1, 3, 4, 5]
    lines = listed(portico, told, "changes")
    unclear = [one for one in lines if one["rule"] == "opted_out.unclear"]
    assert [(one["before"], one["after"]) for one in unclear] == [
        ("perhaps", "yes"), ("x", "yes"), ("2020-02-11", "yes"),
    ]  # fmt: skip


@pytest.mark.parametrize("made", [sheet, xls])
def test_a_workbook_says_true_or_false_of_opting_out(portico: Portico, made: Any) -> None:
    rows = [OUT.split(","), ["1", True], ["2", False], ["3", None]]
    told = taken(portico, made(rows), name="a.xlsx")
    assert (told["loaded"], told["by_reason"]) == (3, {})
    assert opted_out(portico) == [1]


@pytest.mark.parametrize(
    "rows",
    [
        ("7,clerk,gold,", "7,clerk,gold,yes"),
        ("7,clerk,gold,yes", "7,clerk,gold,no"),
        ("7,clerk,gold,no", "7,clerk,gold,x"),
    ],
)
def test_who_opted_out_by_one_row_did_whatever_others_say(
    portico: Portico, rows: tuple[str, ...]
) -> None:
    content = "\n".join(["Customer_Id,Occupation,Type,Opt_Out", *rows, "8,clerk,gold,no"])
    told = taken(portico, content.encode())
    assert (told["loaded"], told["by_reason"]) == (2, {"duplicate_row": 1})
    assert opted_out(portico) == [7]
    rules = [one["rule"] for one in listed(portico, told, "changes")]
    assert rules.count("opted_out.elsewhere") == ("yes" not in rows[0])


@pytest.mark.parametrize("winner", ["clerk / gold", "clerk / red"])
def test_who_opted_out_by_a_row_that_lost_did_as_well(portico: Portico, winner: str) -> None:
    """Also by a row whose id had to be decided."""
    rows = ("7,clerk,gold,", "7,clerk,red,", "7in,clerk,gold,yes", "8,,,")
    content = "\n".join(["Customer_Id,Occupation,Type,Opt_Out", *rows]).encode()
    assert sorted(taken(portico, content, dry_run="true")["open"]) == ["customer:7", "id:7in"]
    choices = json.dumps({"customer:7": winner, "id:7in": "7"})
    assert taken(portico, content, decisions=choices)["state"] == "applied"
    assert opted_out(portico) == [7]


def test_a_sheet_of_who_opted_out_is_heard_beside_that_of_customers(portico: Portico) -> None:
    rows = [["Customer_Id", "Type"], ["7", "gold"]], [OUT.split(","), ["7", "yes"]]

    def write(book: Any, dated: Any) -> None:
        for lines in rows:
            page = book.add_worksheet()
            for number, line in enumerate(lines):
                page.write_row(number, 0, line)

    choices = json.dumps({"customer:7": "- / gold"})
    assert taken(portico, xlsx(write), name="a.xlsx", decisions=choices)["loaded"] == 1
    assert opted_out(portico) == [7]


def test_a_customer_whose_import_was_undone_is_written_to_no_more(portico: Portico) -> None:
    """Whatever was drafted before: the snapshot is another, and no draft of it counts."""
    told = taken(portico, interactions(row("17/02/2020 18:24", "88")))
    letter = "/api/v1/generate-content/88"
    assert portico.client.get(letter).get_json()["generated_content"]["Content"]
    portico.client.post(f"/api/v1/imports/{told['id']}/reversal")
    answer = portico.client.get(letter)
    assert (answer.status_code, answer.get_json()["code"]) == (404, "customer_not_found")
