"""The inner rings know the standard library and each other, inwards."""

import ast
import sys
from pathlib import Path

import pytest

SRC = Path(__file__).parents[2] / "src"
RINGS = {"domain": {"domain"}, "application": {"application", "domain"}}
FOLDERS = {"domain", "application", "adapters", "entrypoints"}


def modules(ring: str) -> list[Path]:
    found = sorted((SRC / ring).rglob("*.py"))
    assert found, f"the rule about {ring} has nothing to look at"
    return found


def imports(module: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(module.read_text())):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module} imports relatively"
            found.add((node.module or "").partition(".")[0])
    return found


@pytest.mark.parametrize("ring", RINGS)
def test_a_ring_imports_nothing_but_the_standard_library_and_what_it_wraps(ring: str) -> None:
    allowed = RINGS[ring] | sys.stdlib_module_names
    strays = {
        f"{module.relative_to(SRC)}: {name}"
        for module in modules(ring)
        for name in imports(module) - allowed
    }

    assert strays == set()


def test_src_holds_the_four_rings_and_nothing_else() -> None:
    found = {path.name for path in SRC.iterdir() if not path.name.startswith((".", "__"))}

    assert found == FOLDERS


@pytest.mark.parametrize("ring", RINGS)
def test_contexts_are_named_alike_in_every_ring(ring: str) -> None:
    for context in ("knowledge", "conversations"):
        assert (SRC / ring / context).is_dir()
        assert (SRC / "adapters" / context).is_dir()
        assert (SRC / "entrypoints" / "http" / context).is_dir()
