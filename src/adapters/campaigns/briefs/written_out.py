"""A brief as the JSON in which writers hand it in."""

import json

from domain.campaigns.briefs.content import Content


def written_out(content: Content) -> str:
    told = {
        "caption": content.caption,
        "hook_ideas": content.hook_ideas,
        "hashtags": content.hashtags,
        "cta": content.cta,
        "tone": content.tone,
        "sources": [{"line": one, "facts": facts} for one, facts in content.sources.items()],
    }
    return json.dumps(told, ensure_ascii=False)
