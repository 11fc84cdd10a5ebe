"""A process in which many ask for the same brief at once: URL, folder, how many.

Says `looked` once all have found nothing fresh. Whoever writes leaves a line in the folder, and
goes on when a file `go` is there.
"""

import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Lock
from time import sleep
from typing import Any
from uuid import uuid4

from adapters.campaigns.briefs.template_writer import TemplateBriefWriter, TemplateDrafting
from application.campaigns.briefs.create_brief import CreateBrief
from application.campaigns.briefs.ports import Claim, Tools
from domain.campaigns.briefs.asked import Asked
from domain.campaigns.briefs.brief import BriefId
from support.campaign_briefs import asked
from support.people import ADA
from support.worlds import world_on


@dataclass(frozen=True, slots=True)
class Gated:
    """Writes as the template does, when it is let."""

    folder: Path
    name: str = "gated"
    prompt: str = ""

    @contextmanager
    def begin(self, asking: Asked, tools: Tools) -> Iterator[TemplateDrafting]:
        with (self.folder / "written").open("a") as written:
            written.write("one\n")
        while not (self.folder / "go").exists():
            sleep(0.01)
        with TemplateBriefWriter().begin(asking, tools) as drafting:
            yield drafting


class Looked:
    """Says when so many have looked for fresh words."""

    def __init__(self, writings: Any, many: int) -> None:
        self.writings, self.left, self.lock = writings, many, Lock()

    def fresh(self, claim: Claim, now: Any) -> Any:
        found = self.writings.fresh(claim, now)
        with self.lock:
            self.left -= 1
            if not self.left:
                told("looked")
        return found

    def __getattr__(self, name: str) -> Any:
        return getattr(self.writings, name)


def told(*words: str) -> None:
    sys.stdout.write(" ".join(words) + "\n")
    sys.stdout.flush()


def main(url: str, folder: str, many: str) -> None:
    with world_on(url, Path(folder)) as world, ThreadPoolExecutor(int(many)) as pool:
        create = world.get(CreateBrief)
        shared: Any = create.shared
        write = replace(shared.write, writer=Gated(Path(folder)))
        looked: Any = Looked(shared.writings, int(many))
        ours = replace(create, shared=type(shared)(
            write, looked, shared.performance, shared.clock, shared.ids, shared.rest, shared.leasing
        ))  # fmt: skip
        made = list(pool.map(lambda _: ours(ADA, BriefId(uuid4()), asked()), range(int(many))))
        told(*{str(one.writing.id) for one in made})


if __name__ == "__main__":
    main(*sys.argv[1:])
