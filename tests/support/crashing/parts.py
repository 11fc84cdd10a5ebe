"""What runs in the processes that are killed: the API, and workers with a consumer that notes.

python -m support.crashing.parts: for each line, a part and its ground, forks it and says its pid.
"""

import ctypes
import gc
import os
import signal
import sys
from contextlib import redirect_stdout
from io import StringIO
from threading import Event, active_count

from werkzeug.serving import make_server

from entrypoints.composition import compose
from entrypoints.http.app import create_app
from entrypoints.testing.harness import MEMORY
from entrypoints.workers.worker import Worker
from support.crashing.consumers import Crashing
from support.crashing.ground import EVENTS, Ground


def serve(ground: Ground) -> None:
    """Answer HTTP until killed."""
    app = create_app(compose(ground.settings, Crashing(ground)))
    server = make_server("127.0.0.1", ground.port, app, threaded=True)
    server.serve_forever()


def work(ground: Ground) -> None:
    """Publish, see through and retry until killed."""
    compose(ground.settings, Crashing(ground)).get(Worker).run([], 0, Event())


PR_SET_PDEATHSIG = 1
PARTS = {"api": serve, "worker": work}


def spawned(part: str, ground: Ground) -> int:
    """Fork a part off this process, which has no threads and no connections; return its pid."""
    pid = os.fork()
    if pid:
        return pid
    die_with_the_zygote()
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # it speaks to the harness
    try:
        PARTS[part](ground)
    finally:
        os._exit(1)


def die_with_the_zygote() -> None:
    """Leave nobody behind when the harness itself is killed (Linux: prctl(2))."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


def warm() -> None:
    """Do once, in memory, what every part would do by itself: import, and build its routes."""
    container = compose(MEMORY)
    container.get(Worker)
    with redirect_stdout(StringIO()):
        create_app(container).test_client().post(EVENTS, json={})
    assert active_count() == 1
    gc.freeze()


def main() -> None:
    """Fork what each line names, print its pid, and reap what died."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    warm()
    for line in sys.stdin:
        part, _, written = line.partition(" ")
        sys.stdout.write(f"{spawned(part, Ground.read(written))}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
