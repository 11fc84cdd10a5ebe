"""Whether letters are read where the server was started."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ShownLetters:
    """`here`: they come out at the server itself, so that no answer need hide what they hold."""

    here: bool
