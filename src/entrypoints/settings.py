"""Everything the environment may decide, read once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

SHORTEST_SECRET = 32


HERE = "http://127.0.0.1:8000"


class SettingsError(Exception):
    """A setting is missing or cannot be; the sentence says what to write instead."""


def setting(variable: str, default: Any, says: str, *, secret: bool = False) -> Any:
    """Declare a setting: its environment variable, its default, and what it is for."""
    return field(default=default, repr=not secret, metadata={"variable": variable, "says": says})


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    home: Path = setting("PORTICO_HOME", Path("var"), "where embedded adapters keep their files")
    database_url: str = setting(
        "PORTICO_DATABASE_URL", "sqlite:", "where rows are kept", secret=True
    )
    events_url: str = setting(
        "PORTICO_EVENTS_URL", "database:", "where events between contexts are kept", secret=True
    )
    search_url: str = setting(
        "PORTICO_SEARCH_URL", "file:", "where passages are indexed", secret=True
    )
    embedder_url: str = setting(
        "PORTICO_EMBEDDER_URL", "minilm:", "what turns text into vectors", secret=True
    )
    model_url: str = setting("PORTICO_MODEL_URL", "extractive:", "what writes answers", secret=True)
    model_key: str = setting(
        "PORTICO_MODEL_KEY", "", "the API key of an OpenAI-compatible server", secret=True
    )
    shadow_model_url: str = setting(
        "PORTICO_SHADOW_MODEL_URL",
        "",
        "what words texts about customers beside the model, for comparison and unseen",
        secret=True,
    )
    model_seconds: int = setting("PORTICO_MODEL_SECONDS", 60, "how long a model may stay silent")
    context_tokens: int = setting(
        "PORTICO_CONTEXT_TOKENS", 8_192, "what a language model may read and write for one answer"
    )
    answer_tokens: int = setting(
        "PORTICO_ANSWER_TOKENS", 2_048, "how much of that is kept free for the answer"
    )
    answer_seconds: int = setting(
        "PORTICO_ANSWER_SECONDS", 120, "how long a request waits for an answer that is not streamed"
    )
    upload_bytes: int = setting("PORTICO_UPLOAD_BYTES", 33_554_432, "the largest file taken in")
    performance_bytes: int = setting(
        "PORTICO_PERFORMANCE_BYTES", 536_870_912, "the largest performance file taken in"
    )
    read_pages: int = setting("PORTICO_READ_PAGES", 2_000, "the most pages of one file")
    read_characters: int = setting(
        "PORTICO_READ_CHARACTERS", 20_000_000, "the most text of one file"
    )
    import_at_once_bytes: int = setting(
        "PORTICO_IMPORT_AT_ONCE_BYTES", 131_072, "up to this size a request waits for its import"
    )
    import_rows: int = setting("PORTICO_IMPORT_ROWS", 2_000_000, "the most rows of one import")
    read_expansion: int = setting(
        "PORTICO_READ_EXPANSION", 100, "how many times its size a compressed file may unfold to"
    )
    read_seconds: int = setting("PORTICO_READ_SECONDS", 60, "how long reading one file may take")
    read_cpu_seconds: int = setting(
        "PORTICO_READ_CPU_SECONDS", 60, "how long a processor may work at one file"
    )
    read_memory_bytes: int = setting(
        "PORTICO_READ_MEMORY_BYTES", 1_073_741_824, "the memory that reading one file may take"
    )
    lease_seconds: int = setting(
        "PORTICO_LEASE_SECONDS", 30, "how long a job waits for its worker before another takes it"
    )
    tidy_hours: int = setting(
        "PORTICO_TIDY_HOURS", 24, "how often a worker forgets what was kept long enough"
    )
    keep_keys_days: int = setting(
        "PORTICO_KEEP_KEYS_DAYS", 7, "how long a repeated request gets its first answer"
    )
    keep_events_days: int = setting(
        "PORTICO_KEEP_EVENTS_DAYS", 30, "how long events are kept that every follower has passed"
    )
    keep_journal_days: int = setting(
        "PORTICO_KEEP_JOURNAL_DAYS", 30, "how long events are known that every consumer has done"
    )
    keep_expired_days: int = setting(
        "PORTICO_KEEP_EXPIRED_DAYS",
        30,
        "how long shares, links and sessions stay when over",
    )
    ticks_keep_days: int = setting(
        "PORTICO_TICKS_KEEP_DAYS", 36_500, "how long trades of markets are kept beside their ranges"
    )
    ticks_keep_incidents_days: int = setting(
        "PORTICO_TICKS_KEEP_INCIDENTS_DAYS", 90, "how long incidents of markets are kept"
    )
    events_per_second: int = setting(
        "PORTICO_EVENTS_PER_SECOND", 100_000, "events a second that an organisation may send"
    )
    events_burst: int = setting(
        "PORTICO_EVENTS_BURST", 200_000, "how many of them may come at once"
    )
    events_most_waiting: int = setting(
        "PORTICO_EVENTS_MOST_WAITING",
        1_000_000,
        "how many events may wait for the event log before new ones are turned away",
    )
    events_longest_wait: int = setting(
        "PORTICO_EVENTS_LONGEST_WAIT",
        900,
        "how many seconds the oldest of them may wait before new ones are turned away",
    )
    more_embedders: str = setting(
        "PORTICO_MORE_EMBEDDERS", "", "URLs of embedders that a new generation may use, by blanks"
    )
    rebuild_share: float = setting(
        "PORTICO_REBUILD_SHARE",
        0.5,
        "the part of a thread's time that rebuilding an index or a projection takes",
    )
    http_threads: int = setting(
        "PORTICO_HTTP_THREADS", 64, "requests and streams one API process serves at once"
    )
    sqlite_synchronous: str = setting(
        "PORTICO_SQLITE_SYNCHRONOUS",
        "normal",
        "`normal` keeps commits when a process dies, `full` also when the power fails",
    )
    ticks_stream_url: str = setting(
        "PORTICO_TICKS_STREAM_URL",
        "wss://data-stream.binance.vision",
        "where trades of markets are streamed from",
    )
    ticks_rest_url: str = setting(
        "PORTICO_TICKS_REST_URL",
        "https://data-api.binance.vision",
        "where trades that did not come are asked for",
    )
    ticks_lease_seconds: int = setting(
        "PORTICO_TICKS_LEASE_SECONDS", 10, "how long a collector leads that was not heard any more"
    )
    ticks_spill_bytes: int = setting(
        "PORTICO_TICKS_SPILL_BYTES",
        1_073_741_824,
        "how much a collector of trades writes to its file while the database is away",
    )
    trusted_proxies: int = setting(
        "PORTICO_TRUSTED_PROXIES", 0, "how many proxies of ours stand before this server"
    )
    public_url: str = setting(
        "PORTICO_PUBLIC_URL",
        "",
        "where people reach this server: letters link to it, and tokens name it as their issuer",
    )
    sign_in: str = setting(
        "PORTICO_SIGN_IN",
        "required",
        "`required` asks for a bearer, `local` lets this machine's one person act unasked",
    )
    secret: str = setting(
        "PORTICO_SECRET", "", "what every other secret is derived from", secret=True
    )
    mail_url: str = setting("PORTICO_MAIL_URL", "console:", "how letters are sent", secret=True)
    mail_from: str = setting("PORTICO_MAIL_FROM", "portico@localhost", "whom letters are from")
    log_level: str = setting("PORTICO_LOG_LEVEL", "info", "debug, info, warning or error")

    @property
    def place(self) -> str:
        """Return the address that tokens and letters name: without another, this machine's."""
        return self.public_url.rstrip("/") or HERE

    @classmethod
    def from_env(cls, env: Mapping[str, str]) -> Settings:
        """Read every setting that is given; raises SettingsError."""
        given = {
            one.name: _read(one.metadata["variable"], env[one.metadata["variable"]], one.default)
            for one in fields(cls)
            if env.get(one.metadata["variable"], "").strip()
        }
        settings = cls(**given)
        settings._check()
        return settings

    def _check(self) -> None:
        _one_of("PORTICO_SQLITE_SYNCHRONOUS", self.sqlite_synchronous, ("normal", "full"))
        if not 0 < self.rebuild_share <= 1:
            raise SettingsError("PORTICO_REBUILD_SHARE is a part: write a number up to 1, like 0.5")
        _one_of("PORTICO_SIGN_IN", self.sign_in, ("local", "required"))
        if 0 < len(self.secret) < SHORTEST_SECRET:
            raise SettingsError(
                f"PORTICO_SECRET has fewer than {SHORTEST_SECRET} characters: "
                "write what openssl rand -hex 32 prints"
            )
        if not self.place.startswith(("http://", "https://")):
            raise SettingsError("PORTICO_PUBLIC_URL is no address: write one like https://host")
        _one_of("PORTICO_LOG_LEVEL", self.log_level, ("debug", "info", "warning", "error"))


def _read(variable: str, given: str, default: Any) -> Any:
    try:
        value = type(default)(given.strip()) if not isinstance(default, Path) else Path(given)
    except ValueError:
        raise SettingsError(f"{variable}={given} is no number: write one like {default}") from None
    if isinstance(value, int) and value < min(default, 1):
        least = "a number above 0" if default else "0 or more"
        raise SettingsError(f"{variable}={given} is too small: write {least}")
    return value


def _one_of(variable: str, given: str, known: tuple[str, ...]) -> None:
    if given not in known:
        raise SettingsError(f"{variable}={given} is unknown: write {' or '.join(known)}")
