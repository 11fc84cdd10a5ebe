"""What a name of a field, or the words before a number, lead one to expect."""

import re
from functools import lru_cache

SAID = {
    "phone": (
        "phone|phones|tel|telephone|telefon|telefono|telefoon|téléphone|teléfono|mobile|cell|fax|"
        "sđt|sdt|đt|điện thoại|"
        "dien thoai|hotline|whatsapp|viber|msisdn|call|gọi|alo|zalo|handy|móvil|portable|sms|text "
        "me|my number|contact|"
        "số mình|số em|số anh|số chị|phone number|dial|ring"
    ),
    "national_id": (
        "ssn|social security|social insurance|sin|itin|tin|tax id|taxpayer|tax file|tfn|nhs|bsn|"
        "burgerservicenummer|"
        "sofi|national|nino|id card|identity|citizen|cccd|cmnd|căn cước|căn cước công dân|chứng "
        "minh|chứng minh nhân dân|"
        "can cuoc|aadhaar|aadhar|uid|uidai|pesel|dni|nie|nif|cpf|nric|fin|personnummer|medicare|"
        "insurance|cpr|"
        "codice fiscale|steuer|steuernummer|steuer id|idnr|krankenversicherung|versichertennummer|"
        "kvnr|rvnr|license|"
        "licence|passport|hộ chiếu|ho chieu|passeport|reisepass|pasaporte|passaporto|id number|"
        "tckn|kimlik|rrn|"
        "resident registration|inn|snils|egn|oib|cnp|cuit|rut|curp|pan|voter|epic|driver|drivers|"
        "healthcare|health|"
        "personal id|personal code|personal number|henkilötunnus|hetu|amka|pps|mbi|nin"
    ),
    "coded": "isbn|ean|upc|gtin|barcode|imei|tracking|count|size|vận đơn|bytes|offset|seq",
    "counted": (
        "order|orders|invoice|"
        "tracking|ref|reference|isbn|ean|sku|lot|serial|item|ticket|case|"
        "parcel|shipment|batch|"
        "đơn hàng|đơn|mã|vận đơn|hóa đơn|hoá đơn|mã đơn"
    ),
}
PHRASES = {kind: frozenset(said.split("|")) for kind, said in SAID.items()}
SMALL = frozenset(
    "number num nr no nummer id is are là số so của mình em tôi my me at us on code with the to "
    "numbers a his her their"
    " our your s be was anh chị theo qua".split()
)
"""Words that may stand between a word and the number that it announces."""
NOT_ADDRESS = re.compile(
    r"(?:(?<![^\W_])(?:v|ver|version|versions|release|build|section|firmware|driver|chapter|"
    r"clause|phiên bản|mục|oid)"
    r"[ .:=]{0,3}|[A-Za-z]/)\Z",
    re.IGNORECASE,
)
DOCUMENTS = (
    "passport", "hộ chiếu", "ho chieu", "passeport", "reisepass", "pasaporte", "passaporto", "cmnd",
    "chứng minh", "id card", "identity card", "driver license", "driver's license", "driving licen",
    "driver licence",
)  # fmt: skip
SAYING = re.compile(r"[^\W\d]+")
REACH = 40
NAMES = {
    "phone": (
        "phone phones mobile tel telephone sdt dt msisdn cell cellphone fax whatsapp hotline"
        " dien thoai sđt thoại"
    ),
    "email": "email emails mail mailbox",
    "card": "card cards creditcard cardnumber ccnumber",
    "iban": "iban",
    "ip": "ip ipaddress ipv ipv4 ipv6",
    "crypto": "wallet btc eth",
    "national_id": (
        "ssn itin tin tfn nhs bsn nino cccd cmnd aadhaar aadhar pesel dni nie nif cpf nric "
        "personnummer passport"
        " national identity citizen medicare insurance licence license cpr snils inn egn curp rut "
        "pps mbi nin"
        " taxid taxnumber taxpayer chiếu cước"
    ),
}
EXPECTED = {word: kind for kind, words in NAMES.items() for word in words.split()}
COUNTED = frozenset(
    "id ids order invoice sku price amount total subtotal quantity qty timestamp time date ts at "
    "version lat lng"
    " lon latitude longitude count counter seq sequence offset size length duration ms tracking "
    "ean isbn barcode"
    " gtin upc hash digest sha md5 trace span uuid etag build revision serial balance fee tax "
    "score weight".split()
)
WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")


@lru_cache(4096)
def expected(name: str) -> str | None:
    """Return the kind that a field of this name holds, `counted` for what is none, or None."""
    plain = WORD if name.isascii() else SAYING
    words = [word.lower() for word in plain.findall(name[:64])]
    if {"count", "total", "amount", "at", "verified", "sent"}.isdisjoint(words):
        for word in (*words, "".join(words)):
            if word in EXPECTED:
                return EXPECTED[word]
    return None if COUNTED.isdisjoint(words) else "counted"


def hinted(kind: str, text: str, start: int) -> bool:
    """Return whether the words right before that place announce something of the kind."""
    words = SAYING.findall(text[max(0, start - REACH) : start].lower())
    for at in range(len(words), 0, -1):
        if any(" ".join(words[max(0, at - size) : at]) in PHRASES[kind] for size in (1, 2, 3, 4)):
            return True
        if words[at - 1] not in SMALL:
            return False
    return False


def is_a_version(text: str, start: int) -> bool:
    """Return whether the words right before that place say that numbers with dots follow."""
    return NOT_ADDRESS.search(text, max(0, start - 16), start) is not None


def speaks_of_documents(text: str) -> bool:
    """Return whether a passport, a licence or an id card is spoken of."""
    said = text.lower()
    return any(document in said for document in DOCUMENTS)
