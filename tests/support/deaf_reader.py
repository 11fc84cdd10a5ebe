"""A reader that stops for ever before it has read anything."""

import os
import signal

os.kill(os.getpid(), signal.SIGSTOP)
