"""Two things at once, by two threads or by one."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait

from application.together import Aside, Here


class InTurn:
    """For a machine with one processor: another thread would only take turns with this one."""

    def __call__(self, aside: Callable[[], Aside], here: Callable[[], Here]) -> tuple[Aside, Here]:
        return aside(), here()


class OnAnotherThread:
    """Has so many threads for what is done aside; what none has begun is done here, last.

    So nothing waits in a queue, and a busy process does what it would have done with one thread.
    """

    def __init__(self, threads: int) -> None:
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix="aside")

    def __call__(self, aside: Callable[[], Aside], here: Callable[[], Here]) -> tuple[Aside, Here]:
        try:
            begun = self._threads.submit(aside)
        except RuntimeError:  # there are as many threads as there may be, or the process ends
            return aside(), here()
        try:
            done = here()
        finally:
            taken_back = begun.cancel()
            if not taken_back:
                wait([begun])
        return aside() if taken_back else begun.result(), done


def together(processors: int) -> InTurn | OnAnotherThread:
    return OnAnotherThread(processors - 1) if processors > 1 else InTurn()
