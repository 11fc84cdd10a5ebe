"""An answer says what it took."""

from collections.abc import Generator
from dataclasses import dataclass
from datetime import timedelta

from application.conversations.ports import Brief
from domain.conversations.usage import Tokens
from e2e.harbour import OPENING, asked, opened, said
from entrypoints.testing import Portico, ScriptedWriter, SteppingClock

UNCITED = "Nothing of this stands anywhere in the documents."


@dataclass(frozen=True, slots=True)
class CountingWriter:
    """Takes three seconds, and tells what a provider would have counted."""

    clock: SteppingClock
    name: str = "counting"
    at_once: bool = False

    def write(self, brief: Brief) -> Generator[str]:
        self.clock.step(timedelta(seconds=3))
        yield f"{OPENING} [1]"
        brief.spent(Tokens(120, 34))


def test_what_nobody_counted_is_estimated() -> None:
    portico = Portico.start(writer=ScriptedWriter([f"{OPENING} [1] ", f"{UNCITED} [1]"]))
    _, conversation = opened(portico)
    usage = asked(portico, conversation).get_json()["usage"]
    assert usage["source"] == "estimated"
    assert usage["output_characters"] == len(f"{OPENING} [1] {UNCITED} [1]")
    assert usage["input_characters"] > len(OPENING)
    for kind, name in (("prompt_tokens", "input"), ("completion_tokens", "output")):
        assert usage[f"{name}_characters"] / 6 < usage[kind] < usage[f"{name}_characters"]


def test_what_the_provider_counted_stands(clock: SteppingClock) -> None:
    portico = Portico.start(writer=CountingWriter(clock), clock=clock)
    _, conversation = opened(portico)
    usage = asked(portico, conversation).get_json()["usage"]
    told = (usage["prompt_tokens"], usage["completion_tokens"], usage["source"])
    assert told == (120, 34, "provider")
    assert usage["milliseconds"] == 3_000
    assert said(portico, conversation)[-1]["usage"] == usage


def test_an_abstention_without_a_model_took_no_tokens(portico: Portico) -> None:
    usage = portico.ask("When was Rome founded?")["usage"]
    assert (usage["prompt_tokens"], usage["completion_tokens"]) == (0, 0)
    assert usage["milliseconds"] >= 0


def test_a_question_takes_nothing(portico: Portico) -> None:
    _, conversation = opened(portico)
    asked(portico, conversation)
    question = said(portico, conversation)[0]
    assert (question["usage"], question["trimmed"], question["feedback"]) == (None, None, None)
