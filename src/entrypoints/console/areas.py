"""Pages of the console that belong together."""

from dataclasses import dataclass

from flask import Response, request

from entrypoints.console.pages import framed

SHEETS = tuple(
    f"areas/{sheet}" for sheet in ("area", "gauges", "badge", "steps", "dialog", "sheet", "tabs")
)


@dataclass(frozen=True, slots=True)
class Area:
    """`ways` are the paths of its pages and what each is called; `sheets` style all of them."""

    name: str
    ways: tuple[tuple[str, str], ...] = ()
    sheets: tuple[str, ...] = ()

    def page(self, template: str, script: str, *sheets: str, **values: object) -> Response:
        """Draw one of the pages."""
        styled = (*SHEETS, *self.sheets, *sheets)
        kind = f"area-page {self.name.lower()}-page"
        return framed(template, script, *styled, kind=kind, area=self, here=request.path, **values)
