"""What models write when they are asked for a brief."""

import json

import pytest

from domain.campaigns.briefs.decoding import LONGEST, Refused, decoded
from support.campaign_briefs import a_brief


def test_the_json_that_was_asked_for_is_read() -> None:
    content = decoded(a_brief(tone="Friendly", sources=[{"line": "/cta", "facts": ["1.1"]}]))
    assert (content.tone, content.hashtags) == ("friendly", ("#Harbour", "#StormLamp"))
    assert content.sources == {"/cta": ("1.1",)}


@pytest.mark.parametrize("fence", ["```json\n{}\n```", "```\n{}```", "\n ```JSON \n{}\n```\n"])
def test_one_fence_around_the_whole_is_taken_off(fence: str) -> None:
    assert decoded(fence.replace("{}", a_brief())) == decoded(a_brief())


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n ",
        "I'm sorry, but I can't help with that.",
        "Here you are:\n" + a_brief(),
        a_brief() + "\nI hope that you like it!",
        "```json\n" + a_brief() + "\n```\nDone.",
        a_brief()[:-1],
        a_brief()[: len(a_brief()) // 2],
        a_brief().replace('"cta"', '"cta": "x", "cta"'),
        a_brief().replace("[]", "NaN"),
        f"[{a_brief()}]",
        "null",
        '"caption"',
        json.dumps({"caption": "x"}),
        a_brief(extra=1),
        a_brief(caption=None),
        a_brief(caption=["x"]),
        a_brief(hook_ideas="x"),
        a_brief(hook_ideas=[1, 2, 3]),
        a_brief(tone=7),
        a_brief(sources={}),
        a_brief(sources=[{"line": "/cta"}]),
        a_brief(sources=[{"line": 1, "facts": []}]),
        a_brief(sources=[{"line": "/cta", "facts": ["1.1"]}] * 2),
        a_brief(caption="x" * LONGEST),
        "x" * 10_000,
        "[" * 5_000,
        '{"caption": "\ud800"}',
        a_brief(caption="a\0b"),
    ],
)
def test_all_else_is_refused_with_a_sentence(text: str) -> None:
    with pytest.raises(Refused) as refused:
        decoded(text)
    assert 10 < len(str(refused.value)) < 200
