"""A conversation as Markdown to read and print: CommonMark with footnotes.

https://spec.commonmark.org/0.31.2/ and GitHub's footnotes. All that people, models and documents
wrote is escaped: it is text, and never a heading, a link or HTML.
"""

import re
from collections.abc import Iterator

from application.conversations.export_conversation import Exported
from domain.conversations.feedback import Feedback
from domain.conversations.message import Citation, Message, Role
from domain.text.inert import ADDRESS, visible

ANYWHERE = re.compile(r"([\\`*_\[\]<>&~|#^$@])")
AT_THE_START = re.compile(r"^(\d*)([-+=:.)])")
"""A dash begins an item or rules off a heading, and so does a number with a full stop."""
UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
MARKER = re.compile(r"\[(\d{1,4})\]")


def markdown(exported: Exported) -> Iterator[str]:
    """Yield the title, then each message; an answer is followed by its footnotes."""
    conversation = exported.conversation
    yield f"# {line(conversation.title)}\n"
    yield f"\nBegun on {conversation.created_at:%d %B %Y}.\n"
    for messages, feedback in exported.parts:
        for message in messages:
            yield _message(message, feedback.get(message.id))


def line(text: str) -> str:
    """Return the text on one line, every character of it shown as it is.

    A mark after a backslash means nothing; addresses are shown as code, for some readers make
    links of them wherever they stand.
    """
    flat = " ".join(UNPRINTABLE.sub(" ", visible(text)).split())
    cut, shown = 0, []
    for match in ADDRESS.finditer(flat):
        shown += [_escaped(flat[cut : match.start()]), f"`{match.group().replace('`', '')}`"]
        cut = match.end()
    return "".join([*shown, _escaped(flat[cut:])])


def _escaped(text: str) -> str:
    return AT_THE_START.sub(r"\1\\\2", ANYWHERE.sub(r"\\\1", text))


def _message(message: Message, feedback: Feedback | None) -> str:
    if message.role is Role.USER:
        said = [f"> {line(one)}" for one in message.content.splitlines() if one.strip()]
        return "\n---\n\n" + "\n>\n".join(said) + "\n"
    notes = "".join(_note(message, one) for one in message.citations)
    return "\n" + _answer(message) + "\n" + _rating(feedback) + notes


def _answer(message: Message) -> str:
    known = {one.marker for one in message.citations}
    parts = MARKER.split(message.content)  # text, number, text, number, …
    shown = [_spaced(parts[0])]
    for number, text in zip(parts[1::2], parts[2::2], strict=True):
        is_cited = int(number) in known
        shown += [_name(message, int(number)) if is_cited else line(f"[{number}]"), _spaced(text)]
    return "".join(shown).strip()


def _spaced(text: str) -> str:
    """Escape a part of a line, and keep one blank where it has some at an end."""
    before, after = text[:1].isspace(), text[-1:].isspace()
    shown = line(text)
    return f"{' ' if before else ''}{shown}{' ' if after and shown else ''}"


def _name(message: Message, marker: int) -> str:
    return f"[^{message.position}-{marker}]"


def _note(message: Message, citation: Citation) -> str:
    if citation.redacted:
        return f"\n{_name(message, citation.marker)}: *a source that you may not view*\n"
    quote = "*source deleted*" if citation.withdrawn else f"“{line(citation.quote)}”"
    where = f"{line(citation.title)}, page {citation.page}"
    return f"\n{_name(message, citation.marker)}: {where}: {quote}\n"


def _rating(feedback: Feedback | None) -> str:
    if feedback is None:
        return ""
    reason = f": {line(feedback.reason)}" if feedback.reason else ""
    return f"\nFeedback: {feedback.rating.value}{reason}\n"
