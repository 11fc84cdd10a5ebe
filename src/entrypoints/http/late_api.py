"""flask-smorest's registry, which writes the OpenAPI document when it is first asked for."""

from threading import RLock
from typing import Any

from flask_smorest import Api, Blueprint

from entrypoints.http import openapi
from entrypoints.http.permissions import gate


class LateApi(Api):
    """Routes are there at once. Describing them takes most of a start, and few starts need it."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        self._undescribed: list[Blueprint] = []
        self._describing = RLock()
        super().__init__(*arguments, **options)

    @property
    def spec(self) -> Any:
        """The document, whole: who asks while it is written waits."""
        with self._describing:
            waiting, self._undescribed = self._undescribed, []
            for blueprint in waiting:
                self._describe(blueprint)
            if waiting:
                openapi.describe(self._spec)
        return self._spec

    @spec.setter
    def spec(self, empty: Any) -> None:
        self._spec = empty

    def register_blueprint(self, blp: Blueprint, *, parameters: Any = None, **options: Any) -> None:
        """Register its routes; `parameters` and `options` are not for here."""
        self._app.extensions["flask-smorest"]["blp_name_to_api"][blp.name] = self
        self._app.register_blueprint(blp)
        gate.guard(self._app, blp)
        self._undescribed.append(blp)

    def _describe(self, blueprint: Blueprint) -> None:
        name = blueprint.name
        blueprint.register_views_in_doc(self, self._app, self._spec, name=name, parameters=None)
        self._spec.tag({"name": name, "description": blueprint.description})
