"""Which format a request is in."""

from collections.abc import Callable, Mapping, Sequence

from adapters.events.formats.cloudevents import read_batch, read_structured
from adapters.events.formats.cloudevents_http import is_binary, read_binary
from adapters.events.formats.compression import expanded
from adapters.events.formats.csv_events import read_csv
from adapters.events.formats.json_events import read_json, read_lines
from adapters.events.formats.media_type import MediaType
from domain.events.errors import FormatUnsupported, NoEvents
from domain.events.incoming import Flaw, Incoming

Read = Callable[[bytes], Sequence[Incoming | Flaw]]
READ: Mapping[str, Read] = {
    "application/json": read_json,
    "application/x-ndjson": read_lines,
    "application/ndjson": read_lines,
    "application/jsonl": read_lines,
    "application/x-jsonlines": read_lines,
    "application/cloudevents+json": read_structured,
    "application/cloudevents-batch+json": read_batch,
}
CSV = "text/csv"
CLOUD = "application/cloudevents"


class BodyFormats:
    """Answers `application.events.formats.Formats`."""

    def read(self, body: bytes, headers: Mapping[str, str]) -> Sequence[Incoming | Flaw]:
        """Return one entry for each event; raises what `domain.events.errors` lists."""
        content_type = headers.get("content-type", "")
        plain = expanded(body, headers.get("content-encoding", ""))
        if is_binary(headers) and not content_type.strip().lower().startswith(CLOUD):
            return read_binary(plain, headers)
        found = _read(plain, MediaType.of(content_type), headers)
        if not found:
            raise NoEvents("the request brings no event")
        return found


def _read(body: bytes, media: MediaType, headers: Mapping[str, str]) -> Sequence[Incoming | Flaw]:
    if not media.is_utf_8:
        raise FormatUnsupported("send the body in UTF-8")
    if media.name == CSV and media.parameters.get("header", "present").lower() == "present":
        return read_csv(body, headers)
    if media.name not in READ:
        raise FormatUnsupported(f"send the body as {', '.join(READ)} or {CSV} with a header")
    return READ[media.name](body)
