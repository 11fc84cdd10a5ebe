"""What the names of an object lead one to expect: most objects have the names of one before."""

from collections.abc import Mapping, Sequence

from domain.events.json_value import JsonValue
from domain.events.privacy.roles import is_part
from domain.privacy.field_names import expected, said_by
from domain.privacy.remembered import is_plain

BARE_NAMES = {"name", "first", "last", "middle", "given", "family", "ten", "tên"}
BESIDE_NAMES = {
    "email", "phone", "mobile", "first_name", "last_name", "date_of_birth", "dob", "birthday",
    "gender", "sdt", "ssn",
    "passport", "cccd", "emailAddress", "email_address", "phoneNumber", "phone_number",
    "dateOfBirth", "dia_chi",
}  # fmt: skip
"""A `name` is somebody's where it stands in a person, or beside one of these."""
TYPES = frozenset(
    "type kind label id_type idType document_type documentType doc_type identity_type".split()
)
VALUES = frozenset(
    "value number no id_number idNumber document_number documentNumber identity_number".split()
)
"""What a `value` is, the `type` beside it says."""
SAID_BY_TYPE = {"phone", "email", "national_id", "card", "iban", "ip", "crypto", "mac"}
Kinds = Sequence[str | None]
MOST_NAMES, MOST_SHAPES = 40, 4_096
KNOWN: dict[tuple[tuple[str, ...], str | None], Kinds | None] = {}
"""By the names, all of them plain, and what their holder is."""


def kinds_of(whole: Mapping[str, JsonValue], name: str | None) -> Kinds | None:
    """Return what each field holds, where only names tell, and none may be part of another.

    None is for objects that take a closer look.
    """
    names = tuple(whole)
    try:
        return KNOWN[names, name]
    except KeyError:
        return _looked_at(names, whole, name)


def _looked_at(
    names: tuple[str, ...], whole: Mapping[str, JsonValue], name: str | None
) -> Kinds | None:
    if len(names) > MOST_NAMES or not all(map(is_plain, names)):
        return None  # such names may be somebody's, and are not kept
    if len(KNOWN) >= MOST_SHAPES:
        KNOWN.clear()
    kinds = tuple(expected_of(one, name, whole) for one in names)
    kept = KNOWN[names, name] = kinds if _tells_by_names(names) else None
    return kept


def _tells_by_names(names: Sequence[str]) -> bool:
    """Return whether no value says what another is, and no two names are those of parts."""
    typed = not TYPES.isdisjoint(names) and not VALUES.isdisjoint(names)
    return not typed and "email" not in names and sum(map(is_part, names)) <= 1


def expected_of(key: str, name: str | None, whole: Mapping[str, JsonValue]) -> str | None:
    """Return what the field holds, by its name, its holder's, and what stands beside it."""
    kind = expected(key)
    if key in VALUES and (said := _said_beside(whole)):
        return said
    if key in BARE_NAMES and (name == "person" or not BESIDE_NAMES.isdisjoint(whole)):
        return "name"
    if kind == "address" and name == "crypto":
        return name
    return kind or name


def _said_beside(whole: Mapping[str, JsonValue]) -> str | None:
    """Return the kind that the one `type` of an object names."""
    said = [whole[name] for name in whole.keys() & TYPES]
    kind = said_by(said[0]) if len(said) == 1 and isinstance(said[0], str) else None
    return kind if kind in SAID_BY_TYPE else None
