"""What a WSGI server loads."""

import os
import signal

from flask import Flask

from entrypoints.cli import composed, read_settings
from entrypoints.http.app import create_app
from entrypoints.workers.parent import when_orphaned


def create() -> Flask:
    """Build the application from the environment; its process ends with the one that forked it."""
    # without its supervisor the server would go on alone
    when_orphaned(os.getppid(), lambda: os.kill(os.getpid(), signal.SIGKILL))
    return create_app(composed(read_settings()))
