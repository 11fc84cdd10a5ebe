"""House rules that persona and creative angle are made of: no research, and said to be none."""

from __future__ import annotations

import re
from dataclasses import dataclass

from domain.campaigns.briefs.asked import folded
from domain.campaigns.briefs.platform import Platform

HABITS = {
    Platform.INSTAGRAM: "On Instagram the picture stops the thumb and the first line keeps it.",
    Platform.TIKTOK: "On TikTok a person speaks to the camera before anything is explained.",
    Platform.YOUTUBE: "On YouTube the opening promises what the rest of the video gives.",
    Platform.FACEBOOK: "On Facebook a plain story with a question at its end is answered.",
    Platform.X: "On X one thought in one short sentence is what travels.",
    Platform.LINKEDIN: "On LinkedIn a lesson from work is read before any offer.",
    Platform.PINTEREST: "On Pinterest people plan: show how it looks when it is done.",
    Platform.SNAPCHAT: "On Snapchat it is for friends: quick, close and unpolished.",
    Platform.THREADS: "On Threads a conversation is begun and no poster is hung.",
    Platform.TWITCH: "On Twitch the chat takes part: leave room for its answer.",
    Platform.REDDIT: "On Reddit say openly who you are, and be of use first.",
}
LIVES = {
    r"teen|gen ?z|student|young|18|youth|college": "They decide quickly: say it and show it.",
    r"parent|mother|father|mom|mum|dad|famil": "Their time is short: show what becomes easier.",
    r"runner|sport|fitness|gym|athlet|yoga|cycl": "They measure themselves: show the effort.",
    r"profession|manager|business|founder|b2b|develop|engineer": "They answer for the choice: say "
    "what it does and for whom.",
    r"senior|retire|older|50|60": "They have seen promises: calm words and clear steps help.",
    r"gam(?:er|ing)|stream": "They notice what is staged: show real play.",
    r"beauty|skin|fashion|style|makeup": "They look closely: show texture, light and the result.",
    r"food|cook|coffee|tea|vegan|eat": "They look for ideas for today: show the first bite or sip.",
}
ANYBODY = "Nothing is known of them but these words: speak to one person and promise one thing."


@dataclass(frozen=True, slots=True)
class Angle:
    """`story` is for who makes it, `line` for who sees it; `hooks` name the product and brand."""

    name: str
    story: str
    line: str
    hooks: tuple[str, str, str]
    call: str
    tone: str

    def facts(self) -> tuple[str, ...]:
        """Return it a sentence a fact: story, line, three hooks, call."""
        hooks = (one.format(product="the product", brand="the brand") for one in self.hooks)
        return (self.story, self.line, *hooks, self.call)


ANGLES = (
    (r"sale|sell|conver|purchas|buy|revenue|order|discount|offer|lead|download|install|sign", Angle(
        "reason to act", "Show the one reason to choose it today.",
        "One good reason is enough.",
        ("Still looking? Here is {product}.", "One reason to choose {product} today.",
         "What {product} saves you this week."), "Choose yours today.", "bold")),
    (r"launch|new|introduc|releas|drop|announc", Angle(
        "first look", "Show it for the first time, and what was there before.",
        "Something new to see.",
        ("Meet {product}.", "The first look at {product}.",
         "What {brand} made next."), "Be among the first to see it.", "inspiring")),
    (r"engag|communit|follow|comment|share|interact|conversation", Angle(
        "open question", "Ask what only they can answer, and show your own answer first.",
        "We have a question for you.",
        ("How would you use {product}?", "Tell us your {product} moment.",
         "Two ways to use {product}: which is yours?"), "Tell us yours in a comment.", "playful")),
    (r"loyal|retent|retain|return|repeat|keep", Angle(
        "small ritual", "Show a habit that they have already, with it in the middle.",
        "Good habits deserve good company.",
        ("Your day, with {product}.", "The habit that begins with {product}.",
         "Why people stay with {brand}."), "Show us your ritual.", "warm")),
    (r"educat|explain|learn|teach|inform|how to|trust|consider", Angle(
        "plain answer", "Answer the question that everybody asks first.",
        "Here is the plain answer.",
        ("What is {product}, in one minute?", "The question everybody asks about {product}.",
         "How {product} works, step by step."), "Save this for later.", "informative")),
)  # fmt: skip
AWARENESS = Angle(
    "everyday moment",
    "Show one everyday moment that it makes better.",
    "For the moments that fill every day.",
    (
        "You know this moment. So does {product}.",
        "A day with {product}.",
        "Before {product}, and after.",
    ),
    "See what it is about.",
    "friendly",
)


def persona(audience: str, platform: Platform) -> tuple[str, ...]:
    """Return what is said of whom it speaks to, a sentence a fact."""
    told = folded(audience)
    known = [says for pattern, says in LIVES.items() if re.search(rf"\b(?:{pattern})", told)]
    return (*(known or [ANYBODY]), HABITS[platform])


def angle(goal: str) -> Angle:
    """Return the way to tell it that serves the goal best, by the words of the goal."""
    told = folded(goal)
    found = (one for pattern, one in ANGLES if re.search(rf"\b(?:{pattern})", told))
    return next(found, AWARENESS)
