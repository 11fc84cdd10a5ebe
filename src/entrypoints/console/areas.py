"""Pages that belong together, with the ways between them."""

from dataclasses import dataclass

from flask import Response, request

from entrypoints.console.pages import framed


@dataclass(frozen=True, slots=True)
class Area:
    """`ways` are the paths of its pages and what each is called; `sheets` style all of them."""

    name: str
    kind: str
    ways: tuple[tuple[str, str], ...]
    sheets: tuple[str, ...]

    def page(self, template: str, script: str, *sheets: str, **values: object) -> Response:
        """Draw one of the pages."""
        styled = ("tabs", *self.sheets, *sheets)
        return framed(
            template, script, *styled, kind=self.kind, area=self, here=request.path, **values
        )
