"""Words that tell that a text speaks of documents of people."""

import re

DOCUMENTS = (
    "passport", "hộ chiếu", "ho chieu", "passeport", "reisepass", "pasaporte", "passaporto", "cmnd",
    "chứng minh", "id card", "identity card", "driver license", "driver's license", "driving licen",
    "driver licence", "license number", "licence no", "gplx", "bằng lái", "lái xe", "bang lai", "führerschein", "permis de",
    "rijbewijs", "licencia de", "patente", "driving permit",
)  # fmt: skip
ABBREVIATED = re.compile(
    r"(?<!\w)(?:(?:DL|D\.L\.|dl) ?(?:#|:|no|nr|number)|(?i:cmt|ktp|nik|cnic|bhxh|mst cá nhân|mã số thuế cá nhân|bảo hiểm xã hội)(?!\w))"
)
PARTS = (
    "dl",
    "d.l.",
    "cmt",
    "ktp",
    "nik",
    "cnic",
    "bhxh",
    "mst cá nhân",
    "thuế cá nhân",
    "bảo hiểm",
)


def speaks_of_documents(text: str) -> bool:
    """Return whether a passport, a licence or an id card is spoken of."""
    said = text.lower()
    return any(document in said for document in DOCUMENTS) or (
        any(part in said for part in PARTS) and ABBREVIATED.search(text) is not None
    )
