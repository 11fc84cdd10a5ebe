"""A model's way of saying that the evidence holds no answer, taken out of what it writes."""

from collections.abc import Iterable, Iterator


def without(phrase: str, pieces: Iterable[str]) -> Iterator[str]:
    """Yield the pieces without that phrase, and no character until there is a word to show.

    Left in, the phrase would be held against the evidence like any claim.
    """
    spoken, held = False, ""
    for piece in pieces:
        held = (held + piece).replace(phrase, "")
        ready = len(held) - _begun(phrase, held)
        spoken = spoken or any(character.isalnum() for character in held[:ready])
        if spoken and ready:
            yield held[:ready]
            held = held[ready:]
        elif not piece:
            yield piece  # a breath
    if held and (spoken or any(character.isalnum() for character in held)):
        yield held


def _begun(phrase: str, text: str) -> int:
    """Return how many of the text's last characters may be the beginning of the phrase."""
    longest = min(len(phrase) - 1, len(text))
    return next((n for n in range(longest, 0, -1) if text.endswith(phrase[:n])), 0)
