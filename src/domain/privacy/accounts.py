"""Bank accounts: IBAN (ISO 13616), by its country's length and the check digits mod 97."""

import re
from collections.abc import Iterator

COUNTRIES = {
    15: "NO", 16: "BE", 18: "DK FO FI GL NL SD FK", 19: "MK SI", 20: "AT BA EE KZ XK LT LU MN",
    21: "HR LV LI CH", 22: "BH BG CR GE DE IE ME RS GB VA", 23: "GI IL AE TL IQ OM SO",
    24: "AD CZ MD PK RO SA SK ES SE TN VG DZ", 25: "PT LY ST AO CV MZ", 26: "IS TR IR",
    27: "FR GR IT MC MR SM BI CF CG CM DJ GA GQ KM TD",
    28: "AL AZ BY CY DO GT HU LB PL SV NI HN MA MG ML BJ BF CI NE SN TG",
    29: "BR PS QA EG UA", 30: "JO KW MU YE", 31: "MT SC", 32: "LC", 33: "RU",
}  # fmt: skip
LENGTHS = {country: size for size, names in COUNTRIES.items() for country in names.split()}
MARK = r"(?:[^\w@]|[_ー])"
START = re.compile(
    rf"[A-Za-z](?:(?<![^\W_][A-Za-z])|(?<=IBAN[A-Za-z])){MARK}{{0,3}}+[A-Za-z](?={MARK}{{0,4}}\d{MARK}{{0,4}}\d)"
)
ENDS = {
    length: re.compile(
        rf"(?:{MARK}{{0,4}}+[A-Za-z0-9]){{{length - 2}}}(?:(?![^\W_])|(?=BIC|SWIFT|EUR))"
    )
    for length in set(LENGTHS.values())
}
"""What follows the country, with nothing glued to its end."""
COMPACT = re.compile(r"(?<![^\W_])[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}(?![^\W_])")
MARKS = re.compile(r"[^A-Za-z0-9]+")
USUAL = re.compile(r"[A-Za-z0-9 .\-]+")
"""How a wrong one is written that is not looked at for numbers."""
PLAIN = re.compile(r"[^A-Za-z0-9]")


def is_iban(compact: str) -> bool:
    """Take capital letters and digits without separators."""
    return LENGTHS.get(compact[:2]) == len(compact) and is_checked(compact)


def is_checked(compact: str) -> bool:
    """Return whether its check digits are right, whatever country or length."""
    if not compact[2:4].isdigit():
        return False
    return int("".join(str(int(one, 36)) for one in compact[4:] + compact[:4])) % 97 == 1


def checked(text: str) -> Iterator[tuple[int, int]]:
    """Yield what is written in one word like an account and has the right check digits.

    Of countries that have none yet, or of a length that is not the country's.
    """
    for match in COMPACT.finditer(text):
        if is_checked(match.group()):
            yield match.span()


def accounts(text: str) -> Iterator[tuple[int, int, bool]]:
    """Yield where something is written like an account, and whether it is one."""
    done = 0
    for start in START.finditer(text):
        country = PLAIN.sub("", start.group()).upper()
        if start.start() < done or country not in LENGTHS:
            continue
        rest = ENDS[LENGTHS[country]].match(text, start.end())
        if rest is None:
            continue
        written = text[start.start() : rest.end()]
        is_right = is_iban(PLAIN.sub("", written).upper())
        is_usual = USUAL.fullmatch(written) is not None
        if is_usual or (is_right and len(set(MARKS.findall(written))) == 1):
            done = rest.end()
            yield start.start(), done, is_right
