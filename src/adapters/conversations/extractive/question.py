"""What a question asks for: its words with their weights, and the form of a good answer."""

from __future__ import annotations

import re
from dataclasses import dataclass

from application.conversations.ports import Brief
from domain.conversations.follow_up import rewritten
from domain.conversations.message import Role
from domain.text.terms import stem, terms

REMEMBERED = 0.5
"""Weight of the words of the question before, when this one leans on it."""
ABOUT_ASKING = 0.1
"""Weight of words that say how something is asked, and of everyday ones: both seldom stand in the
answer, and where they do not, that says nothing against it."""
SETTING = re.compile(
    r"^\W*(?:in|within|for|under|during|among|at|on|with|after|before|according to)\s([^,?]+),\s"
    r"(?=(?:what|which|who|whose|how|why|when|where|is|are|was|were|do|does|did|can|could|should)\b)",
    re.IGNORECASE,
)
"""`In a repeated game, what …` says where to look: a page may say that once for many sentences."""
ASKING = frozenset(
    stem(word)
    for word in "according amount article author authors called date define defined definition "
    "describe document explain kind main mean meaning meant name number paper papers percentage "
    "percent purpose refer stand study term text type value work works year".split()
)
EVERYDAY = frozenset(
    stem(word)
    for word in "actually always anything become becomes came come comes differ difference differs "
    "different ever every everything exactly example examples generally go goes going gone happen "
    "happens help here instead keep keeps kept kinds mention mentioned need often put rather "
    "really someone something sort still take taken takes taking thing things took tried tries try "
    "typically usually want way ways well went".split()
)
DEFINING = re.compile(
    r"^\W*(?:what|who)(?:\s+exactly)?(?:['’]s|\s+(?:is|are|was|were))\s|\bdefin(?:e|ition)\b"
    r"|\bwhat do(?:es)?\b.*\b(?:mean|stand for|refer to)\W*$|\bmeant by\b",
    re.IGNORECASE,
)
MOST_DEFINED = 3
"""A definition asks for one thing, named in so many words at most."""
IS = frozenset(
    "is are was were means mean denotes denote refers refer describes represents defined stands "
    "known called : – — (".split()
)
NAMES = frozenset(
    "called termed named define defines term denote denoted known as ( present presents introduce "
    "introduces propose proposes".split()
)
BELONGING = frozenset("of in for with on by to from at".split())
ARTICLES = frozenset("a an the our".split())
TOKEN = re.compile(r"\w+|[:(–—,]")
NEAR = 4
DEFINED = 1.7
FOCUS = re.compile(
    r"\b(?:which|what|how many|how much|whose)\s+((?:[\w'-]+\s+){0,3}[\w'-]+)", re.IGNORECASE
)
"""What the question asks for: `which phases …` asks for phases."""
MEASURE = re.compile(
    r"\bhow (?:many|much|long|large|big|old|often|far|fast|high|deep|wide|small|heavy)\b",
    re.IGNORECASE,
)

FIGURE = (
    r"(?<![\w\[(.])(?<!Table )(?<!Figure )(?<!Fig. )(?<!Section )(?<!Eq. )\d(?!\.?\d*\])"
    r"|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|hundreds?"
    r"|thousands?|millions?|billions?|half|twice|percent)\b|[$€£]\d"
)
WHEN = (
    r"\b(?:1[5-9]|20)\d\d\b|\b(?:January|February|March|April|June|July|August|September|October"
    r"|November|December|century|years? ago)\b"
)
REASON = (
    r"(?i)\b(?:because|since|due to|owing to|as a result|in order to|so that|reasons?|causes?"
    r"|caused|therefore|thus|leads? to|allows?|enables?)\b"
)
PERSON = r"\b[A-Z][a-z]+ (?:[A-Z]\. )?(?:et al|and [A-Z]|[A-Z][a-z]+)"
KINDS = tuple(
    (re.compile(asks, re.IGNORECASE), re.compile(shows), having, lacking)
    for asks, shows, having, lacking in (
        (MEASURE.pattern, FIGURE, 1.35, 0.7),
        (r"\b(?:percentage|percent|proportion|number of|size of|rate|score|accuracy|cost|price)\b",
         FIGURE, 1.2, 0.9),
        (r"^\W*when\b|\b(?:what|which) (?:year|date|decade|century)\b|\bhow long ago\b",
         WHEN, 1.35, 0.8),
        (r"\bwhy\b|\breasons?\b|\bcauses?\b", REASON, 1.25, 1.0),
        (r"^\W*who\b|\bwhich authors?\b", PERSON, 1.2, 0.95),
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Question:
    """`weights` holds the stems that an answer should match; `subject` what is to be defined.

    `focus` holds the stem of the thing asked for, when the question names it, and `setting` those
    that only say where it is to be looked for.
    """

    text: str
    weights: dict[str, float]
    subject: frozenset[str]
    focus: frozenset[str]
    setting: frozenset[str]

    def fit(self, sentence: str) -> float:
        """Return by how much this sentence's form suits the question; 1 means no matter."""
        fit = DEFINED if self.subject and _defines(sentence, self.subject) else 1.0
        for asks, shows, having, lacking in KINDS:
            if asks.search(self.text):
                fit *= having if shows.search(sentence) else lacking
        return fit


def asked(brief: Brief) -> Question:
    """Read the question, and the one before it when this one cannot be read alone."""
    own = frozenset(terms(MEASURE.sub(" ", brief.question)))
    weights = {term: _weight(term) for term in own}
    if rewritten(brief.question, brief.history) != brief.question:
        last = next(turn for turn in reversed(brief.history) if turn.role is Role.USER)
        for term in terms(last.content):
            weights.setdefault(term, REMEMBERED * _weight(term))
    named = frozenset(own - ASKING)
    defining = DEFINING.search(brief.question) and 0 < len(named) <= MOST_DEFINED
    subject = named if defining else frozenset[str]()
    setting = SETTING.match(brief.question)
    return Question(
        brief.question,
        weights,
        subject,
        _focus(brief.question),
        frozenset(terms(setting[1])) if setting else frozenset(),
    )


def without_setting(question: str) -> str:
    """Return what is asked, without where it is to be looked for."""
    setting = SETTING.match(question)
    return question[setting.end() :] if setting else question


def _weight(term: str) -> float:
    return ABOUT_ASKING if term in ASKING or term in EVERYDAY else 1.0


def _focus(question: str) -> frozenset[str]:
    match = FOCUS.search(question)
    asked_for = terms(match[1])[:1] if match else ()
    return frozenset(term for term in asked_for if term not in EVERYDAY)


def _defines(sentence: str, subject: frozenset[str]) -> bool:
    tokens = [token.casefold() for token in TOKEN.findall(sentence)]
    stems = [stem(token) for token in tokens]
    for end, found in enumerate(stems):
        start = max(0, end - len(subject) - 1)
        if found in subject and subject.issubset(stems[start : end + 1]):
            begin = next(at for at in range(start, end + 1) if stems[at] in subject)
            if _told(tokens, begin, end + 1):
                return True
    return False


def _told(tokens: list[str], begin: int, end: int) -> bool:
    """Say whether the words around these tell what they mean: `X is`, `called X`, `X, a`."""
    after, leading = tokens[end : end + NEAR], tokens[max(0, begin - 2) : begin]
    if not BELONGING.isdisjoint(leading[-2:]) and "as" not in leading:
        return False
    apposed = after[:1] == [","] and not ARTICLES.isdisjoint(after[1:2])
    return apposed or not IS.isdisjoint(after) or not NAMES.isdisjoint(leading)
