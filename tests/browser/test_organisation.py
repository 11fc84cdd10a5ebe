"""An organisation's page: departments, members, invitations, and the audit."""

from dataclasses import replace

import pytest
from playwright.sync_api import Locator, Page, expect

from browser.conftest import Opens
from browser.signing import sign_in, where_people_sign_in
from support.members import ADA, BEN, PASSWORD, Member

MANY = 101
"""One more than a page holds."""


def department(page: Page, name: str) -> Locator:
    own = page.locator("summary").get_by_text(name, exact=True)
    return page.locator(".department").filter(has=own).last


@pytest.mark.browser
def test_departments_are_added_renamed_moved_and_deleted(opens: Opens) -> None:
    ada = Member.sign_up(where_people_sign_in(), ADA)
    base = f"/organisations/{ada.found('Harbour')}/departments"
    console = opens(ada.portico)
    sign_in(console, ADA, "/organisation")
    page = console.page
    for name in ("Pier", "Crane"):
        page.get_by_label("New department").fill(name)
        page.get_by_role("button", name="Add").click()
        expect(department(page, name)).to_be_visible()

    department(page, "Crane").locator("summary").click()
    form = department(page, "Crane").locator("form")
    form.get_by_label("Name").fill("Cranes")
    form.get_by_label("Within").select_option(label="Pier")
    form.get_by_role("button", name="Save").click()
    expect(department(page, "Pier").locator("> .tree")).to_contain_text("Cranes")
    pier, cranes = ada.call("GET", base)["items"]
    assert (cranes["name"], cranes["parent_id"]) == ("Cranes", pier["id"])

    department(page, "Cranes").locator("summary").click()
    department(page, "Cranes").get_by_role("button", name="Delete").click()
    page.get_by_role("button", name="Go on").click()
    expect(page.locator(".department")).to_have_count(1)
    assert len(ada.call("GET", base)["items"]) == 1


@pytest.mark.slow
@pytest.mark.browser
def test_the_tree_is_whole_and_in_order_however_many_departments_there_are(opens: Opens) -> None:
    ada = Member.sign_up(where_people_sign_in(), ADA)
    base = f"/organisations/{ada.found('Harbour')}/departments"
    names = [f"Pier {number:03}" for number in reversed(range(MANY))]
    first, *_, last = (ada.call("POST", base, {"name": name}) for name in names)
    moving = replace(ada, headers={"If-Match": '"1"'})  # what stands within was there first
    moving.call("PATCH", f"{base}/{first['id']}", {"parent_id": last["id"]})
    console = opens(ada.portico)
    sign_in(console, ADA, "/organisation")
    page = console.page
    expect(page.locator(".department")).to_have_count(MANY)
    top = page.locator("#departments > .department > details > summary")
    assert top.all_inner_texts() == sorted(names[1:])
    expect(department(page, last["name"]).locator("> .tree")).to_contain_text(first["name"])
    assert first["id"] < last["id"]


@pytest.mark.browser
def test_a_department_does_not_go_beneath_itself_and_the_page_says_so(opens: Opens) -> None:
    ada = Member.sign_up(where_people_sign_in(), ADA)
    base = f"/organisations/{ada.found('Harbour')}/departments"
    pier = ada.call("POST", base, {"name": "Pier"})
    ada.call("POST", base, {"name": "Crane", "parent_id": pier["id"]})
    console = opens(ada.portico)
    sign_in(console, ADA, "/organisation")
    page = console.page
    page.locator("summary", has_text="Pier").click()
    form = page.locator(".department > details > form").first
    form.get_by_label("Within").select_option(label="Crane")
    form.get_by_role("button", name="Save").click()

    expect(page.get_by_role("alert")).to_contain_text("beneath itself")


@pytest.mark.slow
@pytest.mark.browser
def test_somebody_is_invited_comes_in_gets_a_role_is_suspended_and_removed(opens: Opens) -> None:
    ada = Member.sign_up(where_people_sign_in(), ADA)
    base = f"/organisations/{ada.found('Harbour')}"
    Member.sign_up(ada.portico, BEN)
    console = opens(ada.portico)
    sign_in(console, ADA, "/organisation")
    page = console.page
    page.locator("#invite").get_by_label("E-mail address").fill(BEN)
    page.get_by_role("button", name="Invite").click()
    expect(page.locator("#invitations")).to_contain_text(BEN)
    link = page.get_by_label("The invitation's link").input_value()

    bens = opens(ada.portico, viewport={"width": 800, "height": 700})
    bens.page.goto(bens.url + link.removeprefix(console.url))
    bens.page.wait_for_url("**/sign-in?next=*")
    bens.page.get_by_label("E-mail address").fill(BEN)
    bens.page.get_by_label("Password").fill(PASSWORD)
    bens.page.get_by_role("button", name="Sign in").click()
    bens.page.wait_for_url("**/organisation")
    bens.settled().page.get_by_role("button", name="Accept").click()
    expect(bens.page.get_by_role("heading", name="Harbour")).to_be_visible()
    expect(bens.page.locator("#audit-card")).to_be_hidden()

    page.reload()
    console.settled()
    row = page.locator(".member").filter(has_text="Ben")
    row.get_by_text("Change").click()
    row.get_by_label("Role").select_option("manager")
    row.get_by_role("button", name="Give").click()
    expect(row.locator(".held")).to_contain_text("manager in the whole organisation")
    row.get_by_text("Change").click()
    row.get_by_role("button", name="Suspend").click()
    expect(row).to_contain_text("suspended")
    row.get_by_text("Change").click()
    row.get_by_role("button", name="Remove").click()
    page.get_by_role("button", name="Go on").click()
    expect(row).to_have_count(0)
    assert len(ada.call("GET", f"{base}/members")["items"]) == 1
    expect(page.locator("#audit")).to_contain_text("member.remove")
    expect(page.locator("#audit-says")).to_contain_text("The chain is whole")


@pytest.mark.slow
@pytest.mark.browser
def test_whoever_belongs_to_two_organisations_switches_between_them(opens: Opens) -> None:
    ada = Member.sign_up(where_people_sign_in(), ADA)
    for name in ("Harbour", "Bakery"):
        ada.headers = {"Portico-Organisation": ada.found(name)}
        ada.add(f"{name} rules", f"The {name} opens at six.")
    console = opens(ada.portico)
    sign_in(console, ADA)
    page = console.page
    for name, other in (("Harbour", "Bakery"), ("Bakery", "Harbour")):
        page.locator("#account summary").click()
        page.get_by_role("combobox", name="Organisation").select_option(label=name)
        expect(console.document(f"{name} rules")).to_be_visible()
        expect(console.document(f"{other} rules")).to_have_count(0)
        console.settled()
