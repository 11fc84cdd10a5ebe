"""The composition root: the only package that knows both sides of a port."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from injector import Injector, Module

    from entrypoints.settings import Settings


def compose(settings: Settings, *overrides: Module) -> Injector:
    """Bind every port; later modules override earlier ones. Raises SettingsError."""
    from entrypoints.composition.root import composed  # all there is, which takes its time

    return composed(settings, *overrides)
