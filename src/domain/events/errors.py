"""What is refused of a whole request that brings events. What ails one event is a `Flaw`.

Invalid
├── UnreadableBody     400  MalformedJson, NestedTooDeep, MalformedCsv, MalformedCompression,
│                           EmptyBody
├── BodyTooLarge       413  ExpandsTooFar, TooManyEvents
├── FormatUnsupported  415  EncodingUnsupported
└── NoEvents           422
"""

from domain.errors import Invalid


class UnreadableBody(Invalid):
    code = "unreadable_body"


class MalformedJson(UnreadableBody):
    code = "malformed_json"


class NestedTooDeep(UnreadableBody):
    code = "nested_too_deep"


class MalformedCsv(UnreadableBody):
    code = "malformed_csv"


class MalformedCompression(UnreadableBody):
    code = "malformed_compression"


class EmptyBody(UnreadableBody):
    code = "empty_body"


class BodyTooLarge(Invalid):
    code = "body_too_large"


class ExpandsTooFar(BodyTooLarge):
    code = "body_expands_too_far"


class TooManyEvents(BodyTooLarge):
    code = "too_many_events"


class FormatUnsupported(Invalid):
    code = "unsupported_media_type"


class EncodingUnsupported(FormatUnsupported):
    code = "unsupported_content_encoding"


class NoEvents(Invalid):
    code = "no_events"
