"""When two requests for a brief mean the same."""

import json
from hashlib import sha256

from domain.campaigns.briefs.asked import Asked
from domain.campaigns.briefs.decoding import SCHEMA_VERSION
from domain.campaigns.briefs.rules import RULES_VERSION
from domain.campaigns.briefs.tools import TOOLS_VERSION

WORDS_VERSION = 2
"""Of the words that tools and template are made of."""


def meaning_of(asked: Asked, model: str, prompt: str, *articles: str) -> str:
    """Return a digest of all that an answer depends on but the performance data.

    Every member of the request, tidied and without case, each by itself so that none runs into
    the next; the model and what stands for its prompt; the versions of tools, schema and rules;
    what stands for the `articles` that may be read.
    64 hexadecimal digits (SHA-256).
    """
    versions = (SCHEMA_VERSION, RULES_VERSION, TOOLS_VERSION, WORDS_VERSION)
    told = json.dumps([asked.meaning, model, prompt, versions, articles], ensure_ascii=True)
    return sha256(told.encode()).hexdigest()
