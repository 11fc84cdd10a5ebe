"""A file sent over HTTP to `portico serve`, until the first ranking that shows its rows."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter, sleep

from benchmarks.figures import Figure, Options
from benchmarks.lines import Line
from benchmarks.processes import cpu_seconds
from benchmarks.servers import portico

FILES = "/api/v1/performance-files"
ROWS, FILES_SENT, BAR = 10_000, 9, 0.5
LOOK_SECONDS, PATIENCE = 0.01, 60.0
BOUNDARY = "a-file-of-rows"
HEADER = "campaignId,influencerId,likes,comments,shares,views"


@dataclass(frozen=True, slots=True)
class Took:
    """Seconds of wall clock until the answer to the upload, publication and the ranking."""

    sent: float
    published: float
    ranked: float
    cpu: float


def run(options: Options) -> Iterator[Figure]:
    with (
        TemporaryDirectory() as folder,
        portico(Path(folder)) as server,
        Line(server.port) as line,
    ):
        many = (options.rounds or 1) * FILES_SENT
        first, *others = [_sent(line, server.pid, campaign) for campaign in range(many + 1)]
    took = sorted(one.ranked for one in others)
    middle = median(took)
    yield Figure(
        name="upload to ranking",
        says=(
            f"{ROWS:,} rows over HTTP, {many} files: median {middle:.2f} s, worst {took[-1]:.2f}"
            f" ({median(one.cpu for one in others):.2f} CPU s); the first {first.ranked:.2f} s"
        ),
        bar=f"at most {BAR} s",
        passed=middle <= BAR,
        numbers={"median": middle, "worst": took[-1], "first": first.ranked},
        table=[_line(one) for one in (first, *others)],
    )


def _line(one: Took) -> str:
    return (
        f"answered after {one.sent:.3f} s, published after {one.published:.3f},"
        f" ranked after {one.ranked:.3f}; {one.cpu:.2f} CPU s"
    )


def _sent(line: Line, pid: int, campaign: int) -> Took:
    content, used, began = _form(campaign), cpu_seconds(pid), perf_counter()
    headers = {"Content-Type": f"multipart/form-data; boundary={BOUNDARY}"}
    file = line.post(FILES, content, headers, expected=202)
    sent = perf_counter() - began
    while (told := line.get(f"{FILES}/{file['id']}"))["state"] != "published":
        if told["state"] == "failed" or perf_counter() - began > PATIENCE:
            raise RuntimeError(told)
        sleep(LOOK_SECONDS)
    published = perf_counter() - began
    best = line.get(f"/api/v1/top-performers?campaign_id={campaign}&limit=20")
    ranked = perf_counter() - began
    if told["loaded"] != ROWS or [one["likes"] for one in best["items"]] != list(range(20, 0, -1)):
        raise RuntimeError(best)
    return Took(sent, published, ranked, cpu_seconds(pid) - used)


def _form(campaign: int) -> bytes:
    """Write rows of which twenty have views few enough to come first."""
    rows = (
        f"{campaign},influencer_{n % 1000},{n},0,0,{20 if n <= 20 else n * 100}"
        for n in range(1, ROWS + 1)
    )
    begin = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="june.csv"'
    content = "\n".join((HEADER, *rows))
    return f"{begin}\r\nContent-Type: text/csv\r\n\r\n{content}\r\n--{BOUNDARY}--\r\n".encode()
