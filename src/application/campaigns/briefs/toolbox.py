"""Tools for one brief: allow-listed, typed, bounded, and every call kept."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from itertools import count, zip_longest
from queue import Empty, SimpleQueue
from threading import Lock, Thread
from time import monotonic
from typing import Any, Final

from domain.campaigns.briefs.content import Fact
from domain.campaigns.briefs.tools import ALLOWED, TOOLS, Arguments, Tool, Unfit
from domain.campaigns.briefs.trace import ModelCall, Outcome, ToolCall, ToolResult, Trace
from domain.strict_json import LARGEST_INTEGER

MOST_CALLS = 8
"""That a writer may make; the house's own come on top."""
PATIENCE: Final = 5.0
"""In seconds, for each call."""
LONGEST_KEPT = 200
NO_RESULT = ToolResult((), "")
Run = Callable[[Arguments], ToolResult]
SAYS = {
    Outcome.UNKNOWN_TOOL: f"there is no such tool; there are {', '.join(ALLOWED)}",
    Outcome.REPEATED: "it was called with these arguments already: use what it said",
    Outcome.OVER_BUDGET: f"only {MOST_CALLS} calls may be made: write the brief now",
    Outcome.TIMED_OUT: "it did not answer in time",
    Outcome.FAILED: "it could not answer",
}


@dataclass(slots=True)
class Toolbox:
    """`runs` has a function for each allowed tool. Calls may come from several threads."""

    runs: Mapping[str, Run]
    patience: float = PATIENCE
    timer: Callable[[], float] = monotonic
    _calls: list[ToolCall] = field(default_factory=list)
    _model: list[ModelCall] = field(default_factory=list)
    _snapshots: list[int] = field(default_factory=list)
    _made: int = 0
    _lock: Lock = field(default_factory=Lock)

    @property
    def allowed(self) -> tuple[Tool, ...]:
        return TOOLS

    @property
    def spent(self) -> bool:
        return self._made >= MOST_CALLS

    @property
    def trace(self) -> Trace:
        return Trace(tuple(self._calls), tuple(self._model))

    @property
    def snapshot(self) -> int | None:
        """Return the oldest performance data that any call was answered from."""
        return min(self._snapshots, default=None)

    def call(self, name: str, arguments: object) -> ToolCall:
        with self._lock:
            within, self._made = self._made < MOST_CALLS, self._made + 1
            if not within:
                return self._kept(name, arguments, Outcome.OVER_BUDGET)
            return self._judged(name, arguments)

    def planned(self, name: str, arguments: Mapping[str, Any]) -> ToolCall:
        with self._lock:
            return self._earlier(name, arguments) or self._run(name, dict(arguments))

    def model_called(
        self, purpose: str, *, seconds: float, characters: int, tool_calls: int
    ) -> None:
        called = ModelCall(
            number=len(self._model) + 1,
            purpose=purpose,
            seconds=seconds,
            characters=characters,
            tool_calls=tool_calls,
            tools_before=len(self._calls),
        )
        self._model.append(called)

    def model_refused(self, why: str) -> None:
        """Say of the last answer of a model why it is no brief."""
        if self._model:
            self._model[-1] = replace(self._model[-1], refused=why)

    def _judged(self, name: str, arguments: object) -> ToolCall:
        if name not in ALLOWED:
            return self._kept(name, arguments, Outcome.UNKNOWN_TOOL)
        try:
            fitted = ALLOWED[name].fitted(arguments)
        except Unfit as why:
            return self._kept(name, arguments, Outcome.BAD_ARGUMENTS, note=str(why))
        if self._earlier(name, fitted):
            return self._kept(name, fitted, Outcome.REPEATED)
        return self._run(name, fitted)

    def _earlier(self, name: str, arguments: Mapping[str, Any]) -> ToolCall | None:
        same = (one for one in self._calls if (one.tool, one.arguments) == (name, arguments))
        return next((one for one in same if one.outcome is Outcome.DONE), None)

    def _run(self, name: str, arguments: Arguments) -> ToolCall:
        began = self.timer()
        result = self._waited(self.runs[name], arguments)
        seconds = self.timer() - began
        if isinstance(result, Outcome):
            return self._kept(name, arguments, result, seconds=seconds)
        if result.snapshot is not None:
            self._snapshots.append(result.snapshot)
        return self._kept(name, arguments, Outcome.DONE, result.note, seconds, result)

    def _waited(self, run: Run, arguments: Arguments) -> ToolResult | Outcome:
        """Run it in a thread of its own, so that one that stalls holds nobody up for long."""
        answers: SimpleQueue[ToolResult | Outcome] = SimpleQueue()

        def answer() -> None:
            try:
                answers.put(run(arguments))
            except Exception:  # whatever a tool stumbles over, the brief is written without it
                answers.put(Outcome.FAILED)

        Thread(target=answer, name="brief-tool", daemon=True).start()
        try:
            return answers.get(timeout=self.patience)
        except Empty:
            return Outcome.TIMED_OUT

    def _kept(
        self,
        name: str,
        arguments: object,
        outcome: Outcome,
        note: str = "",
        seconds: float = 0.0,
        result: ToolResult = NO_RESULT,
    ) -> ToolCall:
        number = len(self._calls) + 1
        told = zip(count(1), zip_longest(result.facts, result.cited), strict=False)
        kept = ToolCall(
            number=number,
            tool=_clipped(name),
            arguments=_shown(arguments),
            outcome=outcome,
            facts=tuple(Fact(f"{number}.{at}", *one) for at, one in told),
            note=note or SAYS.get(outcome, ""),
            seconds=round(seconds, 6),
        )
        self._calls.append(kept)
        return kept


def _shown(arguments: object) -> Mapping[str, Any]:
    """Return arguments as a trace shows them: what a model made up may be of any size."""
    if not isinstance(arguments, Mapping):
        return {"": _clipped(str(arguments))}
    some = list(arguments.items())[:MOST_CALLS]
    return {_clipped(str(name)): _value(one) for name, one in some}


def _value(given: object) -> str | int:
    if isinstance(given, int) and abs(given) <= LARGEST_INTEGER:
        return given
    return _clipped(str(given))


def _clipped(text: str) -> str:
    speakable = text.encode("utf-8", "replace").decode().replace("\0", "\ufffd")
    return speakable[:LONGEST_KEPT]
