"""What no brief may say, and which facts hold one up."""

from typing import Any

import pytest

from domain.campaigns.briefs.decoding import Refused, decoded
from domain.campaigns.briefs.rules import held
from support.campaign_briefs import BEST, a_brief, asked

FACTS = {"1.1": "For the moments that fill every day.", "2.1": BEST}


def judged(asking: dict[str, Any] | None = None, **changes: Any) -> Any:
    return held(decoded(a_brief(**changes)), asked(**(asking or {})), FACTS)


def hooks(first: str) -> list[str]:
    return [first, "A second one.", "A third one."]


@pytest.mark.parametrize(
    "changes",
    [
        {"caption": "Storm Lamp <b>now</b>"},
        {"caption": "Storm Lamp: https://evil.example"},
        {"caption": "Storm Lamp at evil.com"},
        {"caption": "HACKED"},
        {"caption": ""},
        {"caption": "Storm Lamp " * 300},
        {"caption": "Storm Lamp\u202egnihton"},
        {"caption": "Storm Lamp, fucking bright"},
        {"caption": "Storm Lamp gives 47 % more light"},
        {"caption": "Storm Lamp is loved by 2,000,000 people"},
        {"caption": "Storm Lamp, 10x brighter"},
        {"hook_ideas": ["One.", "Two."]},
        {"hook_ideas": ["One.", "Two.", "Two."]},
        {"hook_ideas": [f"Idea {letter}" for letter in "abcdef"]},
        {"hook_ideas": hooks("x" * 301)},
        {"hook_ideas": hooks("")},
        {"hashtags": []},
        {"hashtags": ["Lamp"]},
        {"hashtags": ["#two words"]},
        {"hashtags": ["#Lamp", "#lamp"]},
        {"hashtags": [f"#lamp{letter}" for letter in "abcdefghijk"]},
        {"cta": ""},
        {"cta": "x" * 121},
        {"tone": "aggressive"},
        {"sources": [{"line": "/cta", "facts": ["9.9"]}]},
        {"sources": [{"line": "/nowhere", "facts": ["1.1"]}]},
    ],
)
def test_a_rule_that_is_broken_is_told(changes: dict[str, Any]) -> None:
    with pytest.raises(Refused) as refused:
        judged(**changes)
    assert "HACKED" not in str(refused.value)


@pytest.mark.parametrize(
    "link",
    [
        "bit.ly/storm",
        "t.me/storm",
        "any-host.museum/storm",
        "evil.dev",
        "harbour.shop",
        "evil\uff0ecom",
        "evil\u3002com",
        "\uff28\uff34\uff34\uff30\uff33\uff1a//evil",
        "hxxp://evil",
        "ftp://evil",
        "//evil.host/x",
        "javascript:alert",
        "mailto:jane",
        "jane@evil.host",
        "[here](evil)",
        "WWW.EVIL.HOST",
    ],
)
def test_a_link_is_one_in_whatever_form_it_comes(link: str) -> None:
    with pytest.raises(Refused, match="links"):
        judged(cta=f"See {link} now")


@pytest.mark.parametrize(
    "text", ["Fine.But next", "e.g. this", "U.S. made", "Node.js", "you/me", "Now: light", "a@ b"]
)
def test_what_only_looks_like_a_link_is_let_through(text: str) -> None:
    assert judged(cta=text).cta == text


def test_a_name_that_is_an_address_is_no_link_where_it_stands_alone() -> None:
    asking = {"brand": "Booking.com"}
    assert judged(asking, cta="See BOOKING.COM.").cta == "See BOOKING.COM."
    for link in ("evil.booking.com", "Booking.com/evil", "Booking.com.evil.dev", "a@Booking.com"):
        with pytest.raises(Refused, match="links"):
            judged(asking, cta=f"See {link} now")


def test_what_keeps_the_rules_is_let_through() -> None:
    content = judged(
        caption="Storm Lamp \U0001f3c3\u200d♀️ for every day\nand every night",
        hook_ideas=hooks("12.5 % did as anna did, and 3 of them twice."),
        hashtags=["#Sturmlampe", "#दीपक", "#灯"],
    )
    assert content.hashtags[1] == "#दीपक"


def test_a_tone_that_was_asked_for_is_the_only_one() -> None:
    assert judged({"tone": "Dry and short"}, tone="dry and short").tone == "dry and short"
    with pytest.raises(Refused, match="dry and short"):
        judged({"tone": "Dry and short"}, tone="friendly")


def test_an_x_post_is_short_and_has_few_hashtags() -> None:
    with pytest.raises(Refused, match="280"):
        judged({"platform": "x"}, caption="Storm Lamp " + "y" * 280)
    with pytest.raises(Refused, match="1 to 3"):
        judged({"platform": "x"}, hashtags=["#a", "#b", "#c", "#d"])


def test_a_fact_that_says_nothing_of_the_line_is_no_source() -> None:
    """A name of the product in both is not enough."""
    named = [{"line": "/caption", "facts": ["1.1", "2.1"]}, {"line": "/cta", "facts": ["2.1"]}]
    assert judged(sources=named).sources == {"/caption": ("1.1",)}
