"""Names of fields that hold parts of something personal."""

import re

from domain.privacy.remembered import by_plain_name

LOCAL = re.compile(
    r"user|username|user_?name|local|email_?local(?:_?part)?|email_?prefix|mail_?user|mail_?name|alias|local_?part|account|mailbox|login|name|email_?user|email_?name|handle",
    re.IGNORECASE,
)
DOMAIN = re.compile(
    r"domain|domain_?part|email_?host|email_?server|email_?provider|mail_?server|at|email_?domain|mail_?domain|domain_?name|provider",
    re.IGNORECASE,
)
HOST = re.compile(r"host|hostname|host_?name|server|mail_?host", re.IGNORECASE)
SURELY_LOCAL = re.compile(
    r"email_?local(?:_?part)?|local|local_?part|mailbox|email_?user|email_?name", re.IGNORECASE
)
CODE = re.compile(
    r"(?:phone_?)?(?:country_?code|dial_?code|dialing_?code|calling_?code|prefix|cc|country|country_?prefix|intl_?code)",
    re.IGNORECASE,
)
NUMBER = re.compile(
    r"number|phone|phone_?number|national_?number|subscriber|subscriber_?number|mobile|line|local_?number|tel|msisdn",
    re.IGNORECASE,
)
PHONE_PART = re.compile(
    r"(?:phone_?)?(?:country_?code|dial_?code|area_?code|area|exchange|prefix|line|line_?number|"
    r"subscriber|number|local_?number)",
    re.IGNORECASE,
)


@by_plain_name
def is_part(name: str) -> bool:
    """Return whether a field of this name may hold a part of something personal."""
    return any(
        role.fullmatch(name)
        for role in (LOCAL, SURELY_LOCAL, DOMAIN, HOST, CODE, NUMBER, PHONE_PART)
    )
