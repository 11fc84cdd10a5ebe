"""Birthdays that a phrase announces."""

import re
from collections.abc import Iterator

from domain.privacy.announcements import near, words
from domain.privacy.finding import Span

MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|okt|mai|dez)[a-zé]{0,6}\.?|janvier|février|mars|avril|juin|juillet|août|märz|januar|februar|tháng \d{1,2},?"
DATE = (
    r"(?:\d{1,4}[./-]\d{1,2}[./-]\d{1,4}|(?:19|20)\d{6}|(?:"
    + MONTH
    + r") \d{1,2}(?:st|nd|rd|th)?,? \d{4}"
    r"|\d{1,2}(?:st|nd|rd|th|\.)?(?: of)? (?:" + MONTH + r"),? \d{4}|\d{4}年\d{1,2}月\d{1,2}日)"
)
BORN = re.compile(
    r"(?<!\w)(?:dob|d\.o\.b\.?|date of birth|birth ?date|birthday|born(?: on)?|sinh ngày|ngày sinh|ngay sinh|sinh nhật|sn|geboren(?: am)?|"
    r"geburtsdatum|née? le|nacid[oa] el|fecha de nacimiento|nat[oa] il|data di nascita|data de nascimento|geboortedatum|生年月日)"
    r"(?:[ ](?:của|em|mình|tôi|is|là|vào))*[\"']?\s*[:=]?\s*[\"']?(" + DATE + r")(?!\d)",
    re.IGNORECASE,
)
CUES = words(
    "dob d.o.b birth birthdate birthday born sinh sn geboren geburtsdatum née né nacido nacida nacimiento nato nata nascita nascimento "
    "geboortedatum"
)
BIRTHS = (
    "geboren",
    "dob",
    "d.o.b",
    "birth",
    "born",
    "sinh",
    "sn",
    "gebor",
    "geburt",
    "né",
    "naci",
    "nat",
    "nasc",
)
AFTER = 80


def births(text: str, low: str) -> Iterator[Span]:
    for match in near(BORN, BIRTHS, text, low, AFTER):
        yield Span("birth", *match.span(1))
