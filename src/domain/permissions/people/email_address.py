"""An e-mail address in the one spelling under which an account is kept.

Two ways of writing one mailbox come to the same, and nobody can write a second mailbox that looks
like it: before the @ stands ASCII only, after it what DNS is asked for.
"""

import re
from typing import NewType
from unicodedata import normalize

from domain.permissions.people.errors import EmailInvalid

EmailAddress = NewType("EmailAddress", str)

LONGEST, LONGEST_LOCAL = 254, 64
"""Octets, by RFC 5321, section 4.5.3.1."""
LOCAL = re.compile(r"[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
LABEL = r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?"
DOMAIN = re.compile(rf"{LABEL}(\.{LABEL})*")


def email_address(written: str) -> EmailAddress:
    """Return the address as it is kept; raises EmailInvalid.

    Unicode's compatibility forms and capitals are folded (NFKC), and a domain of another script
    becomes the ASCII that DNS knows (IDNA, RFC 3490). A plus-tag stays: it may be another mailbox.
    """
    if len(written) > LONGEST:
        raise EmailInvalid(f"it is longer than {LONGEST} octets")
    local, at, domain = normalize("NFKC", normalize("NFKC", written).lower()).partition("@")
    if not at:
        raise EmailInvalid("it has no @")
    if len(local) > LONGEST_LOCAL or not LOCAL.fullmatch(local):
        raise EmailInvalid("before the @ stand 1 to 64 ASCII letters, digits and signs, no blanks")
    address = f"{local}@{_asked_of_dns(domain)}"
    if len(address) > LONGEST:
        raise EmailInvalid(f"it is longer than {LONGEST} octets")
    return EmailAddress(address)


def _asked_of_dns(domain: str) -> str:
    try:
        ascii_form = domain.encode("idna").decode("ascii").lower()
    except UnicodeError:
        raise EmailInvalid("what follows the @ is no domain") from None
    if not DOMAIN.fullmatch(ascii_form):
        raise EmailInvalid("what follows the @ is no domain")
    return ascii_form
