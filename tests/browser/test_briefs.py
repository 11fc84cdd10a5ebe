"""Briefs in the browser: asked for, read with their sources, and traced call by call."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from injector import InstanceProvider
from playwright.sync_api import Locator, Page, expect

from application.campaigns.briefs.ports import BriefWriter, Tools
from browser.campaigns import PHONE, published
from browser.conftest import Opens
from browser.fitting import fits
from domain.campaigns.briefs.asked import Asked
from entrypoints.testing import Portico
from support.campaign_briefs import a_brief
from support.published_rows import Row

BRIEFS = "/api/v1/campaign-briefs"
ANNA = Row(106, "anna", 300, 25, 25, 2_000)

pytestmark = pytest.mark.browser


@dataclass
class Stumbling:
    """Calls tools, one of them wrongly, and writes what `says` has, one after the other."""

    says: list[str]
    name: str = "stumbling"
    prompt: str = ""

    @contextmanager
    def begin(self, asked: Asked, tools: Tools) -> Iterator["Stumbled"]:
        yield Stumbled(self.says, tools)


@dataclass
class Stumbled:
    says: list[str]
    tools: Tools

    def draft(self) -> str:
        self.tools.model_called("draft", seconds=1.5, characters=0, tool_calls=2)
        self.tools.call("persona", {"audience": "runners", "platform": "x"})
        self.tools.call("weather", {"city": "<b>Rome</b>"})
        return self._said("draft")

    def again(self, why: str) -> str:
        return self._said("repair")

    def _said(self, purpose: str) -> str:
        said = self.says.pop(0)
        self.tools.model_called(purpose, seconds=0.25, characters=len(said), tool_calls=0)
        return said


def stumbling(*says: str) -> Portico:
    portico = Portico.start(threads=True)
    portico.container.binder.bind(BriefWriter, to=InstanceProvider(Stumbling(list(says))))
    return portico


def ask(page: Page, **changes: str) -> None:
    given = {"Brand": "Harbour", "Product": "Storm Lamp", "Goal": "Winter sale", **changes}
    for label, value in given.items():
        page.get_by_label(label).fill(value)
    page.get_by_role("button", name="Write it").click()


def calls(page: Page) -> Locator:
    return page.locator("#trace > li")


def told(page: Page) -> list[str]:
    """Return each call of the trace as its badge and its name."""
    badges = calls(page).locator(".outcome").all_inner_texts()
    names = calls(page).locator(".what").all_inner_texts()
    return [": ".join(one) for one in zip(names, badges, strict=True)]


def lines(page: Page, member: str) -> Locator:
    return page.locator(f"[data-member={member}] > li")


def test_a_brief_is_written_and_each_line_says_what_holds_it_up(opens: Opens) -> None:
    page = opens(published(ANNA)).open("/campaigns/briefs").page
    expect(page.locator("#no-briefs")).to_be_visible()
    page.get_by_label("Platform").select_option("x")
    ask(page, **{"Tone": "bold"})

    expect(page.locator("#brief-name")).to_have_text("Storm Lamp by Harbour")
    expect(lines(page, "caption").locator(".text").first).to_contain_text("Storm Lamp by Harbour.")
    assert 3 <= lines(page, "hook_ideas").count() <= 5
    expect(lines(page, "hashtags").locator(".alone").first).to_be_visible()
    expect(page.locator("#brief-tone")).to_have_text("bold")
    expect(page.locator("#brief-cached")).to_be_hidden()
    expect(page.locator("#brief-fallback")).to_be_hidden()
    expect(calls(page)).to_have_count(4)
    assert told(page)[1] == "performance_trends: done"

    rests = lines(page, "cta").locator("details")
    rests.get_by_text("rests on 1 fact").click()
    rests.get_by_role("button", name="Fact 4.").click()
    call = calls(page).nth(3)
    expect(call.locator("summary")).to_be_focused()
    expect(call.locator(".facts")).to_be_visible()


def test_a_fact_leads_to_the_place_in_the_document_that_it_was_told_of(opens: Opens) -> None:
    portico = Portico.start(threads=True)
    says = "A storm lamp sells before the storm, says jane.roe@harbour-works.com."
    portico.add("Sales notes", f"The quay is wet \U0001f30a. {says} The end.")
    page = opens(portico).open("/campaigns/briefs").page
    ask(page)
    line = lines(page, "hook_ideas").last
    line.locator("summary").click()
    expect(line.locator(".facts .text")).to_contain_text("before the storm, says [email].")
    place = line.get_by_role("button", name="read it in the document, page 1")
    place.click()
    source = page.get_by_role("dialog", name="Sales notes")
    expect(source.locator("mark")).to_have_text(says)
    page.keyboard.press("Escape")
    expect(source).to_be_hidden()
    expect(place).to_be_focused()

    calls(page).first.locator("summary").click()
    expect(calls(page).first.locator(".facts .place")).to_have_text("page 1")
    expect(lines(page, "cta").locator(".place")).to_be_hidden()


def test_a_document_that_was_replaced_leaves_what_was_told_of_it(opens: Opens) -> None:
    portico = Portico.start(threads=True)
    document = portico.add("Sales notes", "A storm lamp sells before the storm.")
    page = opens(portico).open("/campaigns/briefs").page
    ask(page)
    expect(page.locator("#brief-name")).to_be_visible()
    path, body = f"/api/v1/documents/{document['id']}/content", {"text": "Crabs walk aside."}
    assert portico.client.put(path, json=body, headers={"If-Match": "*"}).status_code == 202
    portico.work()
    lines(page, "hook_ideas").last.locator("summary").click()
    lines(page, "hook_ideas").last.locator(".place").click()
    text = page.get_by_role("dialog", name="Sales notes").locator("#source-text")
    expect(text).to_contain_text("replaced since by a newer version")
    expect(text).to_contain_text("A storm lamp sells before the storm.")


def test_a_trace_tells_the_calls_of_the_model_and_of_tools_in_their_order(opens: Opens) -> None:
    console = opens(stumbling("no JSON", a_brief())).open("/campaigns/briefs")
    page = console.page
    ask(page)

    expect(calls(page)).to_have_count(5)
    assert told(page) == [
        "The model is asked: called 2 tools",
        "persona: done",
        "weather: unknown tool",
        "The model is asked: refused",
        "The model is asked to mend it: written",
    ]
    expect(page.locator("#brief-facts")).to_contain_text("went back to be mended 1 time")
    weather = calls(page).nth(2)
    expect(weather.locator(".says")).to_be_hidden()
    weather.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(weather.locator(".says")).to_contain_text("there is no such tool")
    expect(weather.locator(".arguments dd")).to_have_text("<b>Rome</b>")
    assert page.locator("#brief b").count() == 0


def test_what_no_answer_could_be_used_for_is_made_of_tool_results(opens: Opens) -> None:
    page = opens(stumbling("one", "two", "three")).open("/campaigns/briefs").page
    ask(page)
    expect(page.locator("#brief-fallback")).to_be_visible()
    expect(page.locator("#trace-says")).to_contain_text("None of its answers could be used.")
    expect(calls(page).filter(has_text="refused")).to_have_count(3)


def test_the_same_again_is_shown_as_kept_and_the_address_leads_back(opens: Opens) -> None:
    console = opens(published(ANNA)).open("/campaigns/briefs")
    page = console.page
    ask(page)
    expect(page.locator("#briefs tbody tr")).to_have_count(1)
    ask(page, Product="storm  LAMP")
    expect(page.locator("#brief-cached")).to_be_visible()
    expect(page.locator("#briefs tbody tr")).to_have_count(2)
    assert "?brief=" in page.url

    page.reload()
    console.settled()
    expect(page.locator("#brief-cached")).to_be_visible()
    page.locator("#briefs .name").nth(1).click()
    expect(page.locator("#brief-cached")).to_be_hidden()
    page.get_by_role("button", name="Close").click()
    expect(page.locator("#brief")).to_be_hidden()
    assert page.url.endswith("/campaigns/briefs")


def test_briefs_come_page_by_page(opens: Opens) -> None:
    portico = Portico.start(threads=True)
    for number in range(22):
        body = {"brand": "B", "product": f"P{number}", "goal": "g", "platform": "x"}
        assert portico.client.post(BRIEFS, json=body).status_code == 201
    page = opens(portico).open("/campaigns/briefs").page
    rows = page.locator("#briefs tbody tr")
    expect(rows).to_have_count(20)
    page.get_by_role("button", name="Show more").click()
    expect(rows).to_have_count(22)
    expect(page.get_by_role("button", name="Show more")).to_be_hidden()


def test_what_cannot_be_asked_for_says_why(opens: Opens) -> None:
    console = opens().open("/campaigns/briefs")
    page = console.page
    ask(page, Goal="<b>more</b>")
    expect(page.get_by_role("alert")).to_have_text("The goal holds markup.")
    expect(page.get_by_role("button", name="Write it")).to_be_enabled()
    expect(page.locator("#writing")).to_be_empty()
    assert console.portico.client.get(BRIEFS).get_json()["items"] == []


def test_a_brief_that_is_not_there_is_told(opens: Opens) -> None:
    nowhere = "00000000-0000-7000-8000-000000000000"
    page = opens().open(f"/campaigns/briefs?brief={nowhere}").page
    expect(page.get_by_role("alert")).to_contain_text("no such brief")
    expect(page.locator("#brief")).to_be_hidden()


@pytest.mark.slow
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("device", [{}, PHONE], ids=["desktop", "phone"])
def test_the_page_of_briefs_fits(
    opens: Opens, scheme: str, device: dict[str, Any], tmp_path: Path
) -> None:
    portico, long = published(ANNA), "Donaudampfschifffahrt" * 4
    portico.add(long, f"{long} sells before the storm.")
    page = opens(portico, color_scheme=scheme, **device).open("/campaigns/briefs").page
    ask(page, Product=long, Audience="young runners")
    expect(calls(page)).to_have_count(4)
    for one in page.locator("#brief summary:visible").all():
        one.click()
    fits(page)
    page.screenshot(path=tmp_path / "page.png", full_page=True)
    page.locator("#brief .lines .place:visible").click()
    expect(page.locator("#source-text mark")).to_be_visible()
    fits(page)
    page.screenshot(path=tmp_path / "source.png")
