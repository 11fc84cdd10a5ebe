"""What the kernel says of a process and its children (Linux: proc(5))."""

import os
from pathlib import Path

PROC = Path("/proc")
CPU_FIELDS = slice(11, 13)
"""User and system time in `stat`, counted from the field behind the program's name."""


def family(pid: int) -> list[int]:
    """Return the process and all that descend from it; alone where there is no /proc."""
    found = [pid]
    for parent in found:
        for children in (PROC / str(parent) / "task").glob("*/children"):
            found.extend(int(child) for child in _read(children).split())
    return found


def leads_a_session(pid: int) -> bool:
    """Return whether it is the worker of a server, which no terminal's signals reach."""
    try:
        return os.getsid(pid) == pid
    except ProcessLookupError:  # it ended meanwhile
        return False


def peak_megabytes(pid: int) -> float | None:
    """Return the most memory that was resident at once; shared pages count in full."""
    for line in _read(PROC / str(pid) / "status").splitlines():
        if line.startswith("VmHWM:"):
            return round(int(line.split()[1]) / 1024, 1)
    return None


def cpu_seconds(pid: int) -> float:
    """Return what the process and those that descend from it have used so far."""
    ticks = 0
    for one in family(pid):
        fields = _read(PROC / str(one) / "stat").rpartition(")")[2].split()
        ticks += sum(map(int, fields[CPU_FIELDS]))
    return ticks / os.sysconf("SC_CLK_TCK")


def _read(file: Path) -> str:
    try:
        return file.read_text()
    except OSError:  # it ended meanwhile, or this is no Linux
        return ""
