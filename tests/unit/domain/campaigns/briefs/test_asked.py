"""Requests that mean the same, and what no brief is written about."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from domain.campaigns.briefs import meaning
from domain.campaigns.briefs.asked import NotAsked, PlatformUnknown, Unsafe, tidied
from domain.campaigns.briefs.meaning import meaning_of
from domain.campaigns.briefs.platform import Platform
from domain.campaigns.briefs.unsafe import unsafe
from support.campaign_briefs import asked


@pytest.mark.parametrize(
    "changes",
    [
        {"brand": "  harbour "},
        {"product": "STORM\u00a0 lamp"},
        {"product": "Ｓｔｏｒｍ Lamp"},
        {"product": "Storm\u200b Lamp"},
        {"goal": "awareness\nbefore  WINTER"},
        {"platform": "instagram"},
        {"platform": " IG "},
        {"tone": ""},
        {"tone": None},
    ],
)
def test_how_it_is_written_does_not_matter(changes: dict[str, str]) -> None:
    assert meaning_of(asked(**changes), "m", "p") == meaning_of(asked(), "m", "p")


@pytest.mark.parametrize(
    "changes",
    [
        {"brand": "Harbor"},
        {"product": "StormLamp"},
        {"goal": "Awareness before spring"},
        {"platform": "tiktok"},
        {"audience": None},
        {"audience": "runners"},
        {"tone": "bold"},
        {"brand": "Harbour Storm", "product": "Lamp"},
    ],
)
def test_what_is_said_matters_member_by_member(changes: dict[str, str | None]) -> None:
    assert meaning_of(asked(**changes), "m", "p") != meaning_of(asked(), "m", "p")


@pytest.mark.parametrize(
    "version", ["SCHEMA_VERSION", "RULES_VERSION", "TOOLS_VERSION", "WORDS_VERSION"]
)
def test_an_older_version_means_something_else(
    version: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = meaning_of(asked(), "m", "p")
    monkeypatch.setattr(meaning, version, 99)
    assert meaning_of(asked(), "m", "p") != before


def test_so_does_another_model_or_prompt() -> None:
    assert meaning_of(asked(), "m", "p") != meaning_of(asked(), "m", "q")
    assert meaning_of(asked(), "m", "p") != meaning_of(asked(), "n", "p")


@pytest.mark.parametrize("member", ["brand", "product", "goal"])
@pytest.mark.parametrize("text", ["", "  ", "\u200b", "…", "x" * 121, "<script>lamp</script>"])
def test_what_says_nothing_or_too_much_is_refused(member: str, text: str) -> None:
    with pytest.raises(NotAsked):
        asked(**{member: text})


@pytest.mark.parametrize("text", ["F\u200buck Lamp", "fück", "sh1t", "A n4zi lamp", "ＰＯＲＮ"])
def test_what_no_brand_says_is_refused(text: str) -> None:
    with pytest.raises(Unsafe):
        asked(product=text)


@pytest.mark.parametrize("text", ["Scunthorpe United", "Skillet", "Grape juice", "Booking.com"])
def test_a_name_that_only_looks_so_is_not(text: str) -> None:
    assert asked(product=text).product == text


def test_platforms_go_by_several_names() -> None:
    assert asked(platform="Twitter").platform is Platform.X
    assert asked(platform="YouTube Shorts").platform is Platform.YOUTUBE
    with pytest.raises(PlatformUnknown, match="instagram"):
        asked(platform="myspace")


@given(st.text(st.characters(max_codepoint=127)))
@example("a\tb\x00c\x7f  d ")
@example("n4zi")
def test_plain_letters_are_read_as_they_are_beside_others(text: str) -> None:
    """They take a shorter way."""
    assert tidied(f"{text} é") == f"{tidied(text)} é".strip()
    assert unsafe(f"{text} é") == unsafe(text)
