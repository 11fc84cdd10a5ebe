"""What the name of a field leads one to expect of what it holds."""

import re

from domain.privacy.cues import PHRASES, SAYING, SHORTEST_CUE
from domain.privacy.remembered import by_plain_name

NAMES = {
    "phone": (
        "phone phones mobile tel telephone sdt dt msisdn cell cellphone fax whatsapp hotline telefon telefonnummer handynummer"
        " mobilnummer telefono teléfono téléphone móvil movil celular telefone telefoonnummer mobiel numtel"
        " dien thoai sđt thoại"
    ),
    "email": "email emails mail mailbox",
    "card": "card cards creditcard cardnumber cardnum cardno ccnumber ccnum ccno pan kreditkarte tarjeta sothe cartebancaire kartennummer",
    "iban": "iban bankaccount bankaccountnumber accountnumber accountno konto kontonummer compte stk sotaikhoan",
    "ip": "ip remoteaddr remoteaddress clientaddr clientaddress ipaddr ipaddress ipv ipv4 ipv6",
    "crypto": (
        "diachivi vidientu wallet btc eth solana sol ethereum bitcoin trx tron xrp ripple xmr monero litecoin ltc doge dogecoin usdt bnb"
    ),
    "mac": "mac macaddress devicemac wifimac bssid hwaddr",
    "name": (
        "firstname lastname middlename fullname givenname familyname surname maidenname nickname hoten hovaten tenkhach"
        " customername recipientname sendername receivername cardholdername holdername contactname displayname patientname"
        " accountname ownername buyername sellername clientname guestname passengername personname employeename realname"
        " username_full tenkhachhang nguoinhan nguoigui hovatên họtên fname lname forename"
    ),
    "address": (
        "address street streetaddress addressline diachi địachỉ shippingaddress billingaddress homeaddress deliveryaddress"
        " thoroughfare adresse direccion indirizzo"
    ),
    "birth": "dob dateofbirth birthdate birthday birthdate ngaysinh ngàysinh geburtsdatum bday",
    "person": (
        "customer user contact recipient sender patient person passenger guest employee owner buyer seller cardholder"
        " client member receiver author applicant candidate student traveler traveller driver profile"
        " customers users contacts recipients patients persons people passengers guests employees members"
    ),
    "national_id": (
        "idnumber idno idnr idcard idcardnumber idcardno nationalid nationalidnumber ssn itin tin tfn nhs bsn nino cccd cmnd aadhaar aadhar pesel dni nie nif cpf nric "
        "personnummer passport"
        " national identity citizen medicare insurance licence license cpr snils inn egn curp rut "
        "pps mbi nin"
        " taxid taxnumber taxpayer chiếu cước socialsecurity socialsecuritynumber"
    ),
}
EXPECTED = {word: kind for kind, words in NAMES.items() for word in words.split()}
WEAK = {"person", "address"}
"""What a name says only if nothing else in it says more."""
COUNTED = frozenset(
    "bytes imei id ids order invoice sku price amount total subtotal quantity qty timestamp time date ts at "
    "version lat lng"
    " lon latitude longitude count counter seq sequence offset size length duration ms tracking "
    "madon madonhang mavandon sodon sodonhang mahoadon ean isbn barcode"
    " gtin upc hash digest sha md5 trace span uuid etag build revision serial balance fee tax "
    "score weight".split()
)
WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")


def said_by(name: str) -> str | None:
    """Return the kind that a field of this name holds, `counted` for what is none, or None."""
    plain = WORD if name.isascii() else SAYING
    words = [word.lower() for word in plain.findall(name[:64])]
    whole = "".join(word for word in words if not word.isdigit())
    if {"count", "total", "amount", "at", "verified", "sent"}.isdisjoint(words):
        for word in (*words, whole):
            if EXPECTED.get(word, "person") not in WEAK:
                return EXPECTED[word]
        if any(EXPECTED.get(word) == "address" for word in (*words, whole)):
            return "address"
        if EXPECTED.get(whole) == "person":
            return "person"
    return _phrased(" ".join(words)) or (None if COUNTED.isdisjoint((*words, whole)) else "counted")


def _phrased(name: str) -> str | None:
    """Return what these words announce in a text, where a field is called so."""
    words = name.split(" ")
    ends = (" ".join(words[at:]) for at in range(len(words)))
    return (
        "national_id"
        if any(len(one) >= SHORTEST_CUE and one in PHRASES["identity"] for one in ends)
        else None
    )


expected = by_plain_name(said_by)
"""The same, remembered; for names only."""
