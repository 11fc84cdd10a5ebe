"""National ids by their issuers' rules: bare where their form is their own, told where it is not."""

from collections.abc import Callable, Iterator, Mapping
from random import Random

from benchmarks.events.personal_data.digits import born, luhn, some, verhoeff, weighted
from benchmarks.events.personal_data.held_out.frames import Maker, ends, framed
from benchmarks.events.personal_data.row import Row
from domain.events.json_value import JsonValue

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def tried(body: Maker, check: Callable[[str], str | None]) -> Maker:
    """Draw bodies until the issuer has a check digit for one."""

    def make(r: Random) -> str:
        while (made := check(body(r))) is None:
            pass
        return made

    return make


def digits(size: int, first: str = "") -> Maker:
    return lambda r: (lambda head: head + some(r, size - len(head)))(
        first or str(r.randrange(1, 10))
    )


def dated(pattern: str, tail: int) -> Maker:
    """Write Y, y, m and d: a birthday; then so many digits."""

    def make(r: Random) -> str:
        year, month, day = born(r)
        day_of = {"Y": f"{year}", "y": f"{year % 100:02}", "m": f"{month:02}", "d": f"{day:02}"}
        return "".join(day_of.get(one, one) for one in pattern) + some(r, tail)

    return make


def mod(
    weights: tuple[int, ...], by: int, digit: Callable[[int], int | str]
) -> Callable[[str], str | None]:
    def check(body: str) -> str | None:
        last = str(digit(weighted(body, weights) % by))
        return body + last if len(last) == 1 else None

    return check


def spaced(make: Maker, *sizes: int, mark: str = " ") -> Maker:
    def write(r: Random) -> str:
        whole, at, pieces = make(r), 0, []
        for size in sizes:
            pieces.append(whole[at : at + size])
            at += size
        return mark.join(pieces)

    return write


def eleven(rest: int) -> int:
    return 0 if rest == 0 else 11 - rest


def tax_de(r: Random) -> str:
    """Germany: ten digits of which one comes twice, then ISO 7064 mod 11,10."""
    nine = r.sample("0123456789", 9)
    if nine[0] == "0":
        nine[0], nine[1] = nine[1], nine[0]
    at = r.randrange(1, 9)
    body = [*nine[:at], nine[0], *nine[at:]] if at > 1 else [*nine, nine[0]]
    product = 10
    for one in body:
        total = (int(one) + product) % 10 or 10
        product = total * 2 % 11
    return "".join(body) + str((11 - product) % 10)


def cpf(r: Random) -> str:
    body = digits(9)(r)
    for weights in (range(10, 1, -1), range(11, 1, -1)):
        rest = weighted(body, tuple(weights)) % 11
        body += str(0 if rest < 2 else 11 - rest)
    return f"{body[:3]}.{body[3:6]}.{body[6:9]}-{body[9:]}"


def turkish(r: Random) -> str:
    body = digits(9)(r)
    odd, even = sum(map(int, body[::2])), sum(map(int, body[1::2]))
    body += str((odd * 7 - even) % 10)
    return body + str(sum(map(int, body)) % 10)


def norwegian(r: Random) -> str:
    while True:
        year, month, day = born(r)
        serial = r.randrange(500) + (500 if year > 1999 else 0)
        body = f"{day:02}{month:02}{year % 100:02}{serial:03}"
        one = eleven(weighted(body, (3, 7, 6, 1, 8, 9, 4, 5, 2)) % 11)
        two = eleven(weighted(body + str(one), (5, 4, 3, 2, 7, 6, 5, 4, 3, 2)) % 11)
        if one < 10 and two < 10:
            return f"{body}{one}{two}"


def estonian(body: str) -> str:
    rest = weighted(body, (1, 2, 3, 4, 5, 6, 7, 8, 9, 1)) % 11
    if rest == 10:
        rest = weighted(body, (3, 4, 5, 6, 7, 8, 9, 1, 2, 3)) % 11 % 10
    return f"{body}{rest}"


def fiscal_code(r: Random) -> str:
    year, month, day = born(r)
    consonants = "BCDFGLMNPRSTV"
    body = (
        "".join(r.choice(consonants) for _ in range(6))
        + f"{year % 100:02}{'ABCDEHLMPRST'[month - 1]}{day + r.choice((0, 40)):02}"
    )
    body += r.choice("AFHL") + f"{r.randrange(100, 999)}"
    odd = (
        1,
        0,
        5,
        7,
        9,
        13,
        15,
        17,
        19,
        21,
        2,
        4,
        18,
        20,
        11,
        3,
        6,
        8,
        12,
        14,
        16,
        10,
        22,
        25,
        24,
        23,
    )
    total = sum(
        odd[int(one) if one.isdigit() else LETTERS.index(one)]
        if at % 2 == 0
        else (int(one) if one.isdigit() else LETTERS.index(one))
        for at, one in enumerate(body)
    )
    return body + LETTERS[total % 26]


def curp(r: Random) -> str:
    year, month, day = born(r)
    body = (
        r.choice("GLMPRS")
        + r.choice("AEIO")
        + r.choice("BCDFG")
        + r.choice("JKLMN")
        + f"{year % 100:02}{month:02}{day:02}"
    )
    body += (
        r.choice("HM")
        + r.choice(("DF", "JC", "NL", "PL", "VZ"))
        + "".join(r.choice("BCDFGLMNPR") for _ in range(3))
        + ("0" if year < 2000 else "A")
    )
    alphabet = "0123456789ABCDEFGHIJKLMNÑOPQRSTUVWXYZ"
    total = sum(alphabet.index(one) * (18 - at) for at, one in enumerate(body))
    return body + str(-total % 10)


def chinese(r: Random) -> str:
    body = r.choice(("110105", "310115", "440306", "510107", "330106")) + dated("Ymd", 3)(r)
    return (
        body
        + "10X98765432"[weighted(body, (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)) % 11]
    )


def korean(r: Random) -> str:
    year, month, day = born(r)
    body = f"{year % 100:02}{month:02}{day:02}{r.choice('12') if year < 2000 else r.choice('34')}{some(r, 5)}"
    return f"{body[:6]}-{body[6:]}{(11 - weighted(body, (2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5)) % 11) % 10}"


def singapore(r: Random) -> str:
    first, body = r.choice("STFG"), some(r, 7)
    total = weighted(body, (2, 7, 6, 5, 4, 3, 2)) + (4 if first in "TG" else 0)
    return first + body + ("JZIHGFEDCBA" if first in "ST" else "XWUTRQPNMLK")[total % 11]


def taiwanese(r: Random) -> str:
    order = "ABCDEFGHJKLMNPQRSTUVXYWZIO"
    first, body = r.choice(LETTERS), r.choice("12") + some(r, 7)
    code = order.index(first) + 10
    return (
        first
        + body
        + str(-(code // 10 + code % 10 * 9 + weighted(body, (8, 7, 6, 5, 4, 3, 2, 1))) % 10)
    )


def hongkong(r: Random) -> str:
    first, body = r.choice("ABCDEGHKPRVYZ"), some(r, 6)
    total = 36 * 9 + (LETTERS.index(first) + 10) * 8 + weighted(body, (7, 6, 5, 4, 3, 2))
    return f"{first}{body}({'0123456789A'[-total % 11]})"


def rut(r: Random) -> str:
    body = str(r.randrange(5_000_000, 25_000_000))
    total = sum(int(one) * (2 + at % 6) for at, one in enumerate(reversed(body)))
    return f"{int(body):,}-{'0123456789K0'[11 - total % 11 if total % 11 else 11]}".replace(
        ",", "."
    )


def french(r: Random) -> str:
    year, month, _ = born(r)
    body = f"{r.choice('12')}{year % 100:02}{month:02}{r.randrange(1, 20):02}{r.randrange(1, 900):03}{r.randrange(1, 900):03}"
    return f"{body}{97 - int(body) % 97:02}"


def belgian(r: Random) -> str:
    year, month, day = born(r)
    body = f"{year % 100:02}{month:02}{day:02}{r.randrange(1, 997):03}"
    check = 97 - int(("2" if year > 1999 else "") + body) % 97
    return f"{body[:2]}.{body[2:4]}.{body[4:6]}-{body[6:]}.{check:02}"


def finnish(r: Random) -> str:
    year, month, day = born(r)
    body, serial = f"{day:02}{month:02}{year % 100:02}", f"{r.randrange(2, 900):03}"
    return f"{body}{'-' if year < 2000 else 'A'}{serial}{'0123456789ABCDEFHJKLMNPRSTUVWXY'[int(body + serial) % 31]}"


def swedish(r: Random) -> str:
    body = luhn(dated("ymd", 3)(r))
    return f"{body[:6]}-{body[6:]}"


def swiss(r: Random) -> str:
    body = "756" + some(r, 9)
    check = -weighted(body, (1, 3) * 6) % 10
    return f"756.{body[3:7]}.{body[7:11]}.{body[11]}{check}"


def irish(r: Random) -> str:
    body = some(r, 7)
    return body + "WABCDEFGHIJKLMNOPQRSTUV"[weighted(body, (8, 7, 6, 5, 4, 3, 2)) % 23]


def nino(r: Random) -> str:
    return r.choice(("AB", "CE", "JK", "PW", "RS", "TX")) + some(r, 6) + r.choice("ABCD")


def ssn(r: Random) -> str:
    return f"{r.choice([n for n in range(101, 770) if n != 666])}-{r.randrange(10, 99)}-{r.randrange(1000, 9999)}"


def itin(r: Random) -> str:
    return f"9{some(r, 2)}-{r.choice((52, 63, 71, 84, 90, 95, 98))}-{r.randrange(1000, 9999)}"


def dni(r: Random) -> str:
    number = r.randrange(10_000_000, 99_000_000)
    return f"{number}{'TRWAGMYFPDXBNJZSQVHLCKE'[number % 23]}"


def nie(r: Random) -> str:
    first, rest = r.randrange(3), some(r, 7)
    return f"{'XYZ'[first]}{rest}{'TRWAGMYFPDXBNJZSQVHLCKE'[int(f'{first}{rest}') % 23]}"


def pan(r: Random) -> str:
    return (
        "".join(r.choice(LETTERS) for _ in range(3))
        + "P"
        + r.choice(LETTERS)
        + str(r.randrange(1000, 9999))
        + r.choice(LETTERS)
    )


def thai(r: Random) -> str:
    body = r.choice("12345") + some(r, 11)
    whole = body + str((11 - weighted(body, tuple(range(13, 1, -1))) % 11) % 10)
    return f"{whole[0]}-{whole[1:5]}-{whole[5:10]}-{whole[10:12]}-{whole[12]}"


def cuit(r: Random) -> str:
    while True:
        body = r.choice(("20", "23", "27")) + some(r, 8)
        check = (11 - weighted(body, (5, 4, 3, 2, 7, 6, 5, 4, 3, 2)) % 11) % 11
        if check < 10:
            return f"{body[:2]}-{body[2:]}-{check}"


def citizen(r: Random) -> str:
    year, _, _ = born(r)
    return f"{r.choice(('001', '025', '038', '049', '079', '092'))}{(year - 1900) // 100 * 2 + r.randrange(2)}{year % 100:02}{some(r, 6)}"


def aadhaar(r: Random) -> str:
    return spaced(lambda r: verhoeff(str(r.randrange(2, 10)) + some(r, 10)), 4, 4, 4)(r)


def my_number(r: Random) -> str:
    body = digits(11)(r)
    rest = weighted(body, (6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2)) % 11
    return body + str(0 if rest <= 1 else 11 - rest)


def emirates(r: Random) -> str:
    body = luhn("784" + str(born(r)[0]) + some(r, 7))
    return f"784-{body[3:7]}-{body[7:14]}-{body[14]}"


def icelandic(r: Random) -> str:
    while True:
        body = dated("dmy", 2)(r)
        check = eleven(weighted(body, (3, 2, 7, 6, 5, 4, 3, 2)) % 11)
        if check < 10:
            return f"{body[:6]}-{body[6:]}{check}9"


def malaysian(r: Random) -> str:
    return f"{dated('ymd', 0)(r)}-{r.choice(('01', '07', '10', '14'))}-{some(r, 4)}"


def czech(r: Random) -> str:
    while True:
        year, month, day = born(r)
        body = f"{year % 100:02}{month + r.choice((0, 50)):02}{day:02}{some(r, 3)}"
        if int(body) % 11 < 10:
            return f"{body[:6]}/{body[6:]}{int(body) % 11}"


OWN_FORM: Mapping[str, Maker] = {
    "US SSN": ssn, "US ITIN": itin, "GB NINO": nino, "GB NINO spaced": spaced(nino, 2, 2, 2, 2, 1), "ES DNI": dni, "ES NIE": nie,
    "ES DNI dash": spaced(dni, 8, 1, mark="-"), "IT codice fiscale": fiscal_code, "IT lower": lambda r: fiscal_code(r).lower(), "FR NIR": french,
    "FR NIR spaced": spaced(french, 1, 2, 2, 2, 3, 3, 2), "BE": belgian, "SE": swedish, "SE long": lambda r: f"{19 if (body := swedish(r))[0] > '2' else 20}{body}", "FI": finnish,
    "CH AHV": swiss, "IE PPS": irish, "IN Aadhaar": aadhaar, "IN PAN": pan, "SG NRIC": singapore, "KR RRN": korean, "CN": chinese, "TW": taiwanese,
    "TH": thai, "HK": hongkong, "BR CPF": cpf, "MX CURP": curp, "CL RUT": rut, "AR CUIT": cuit, "AE": emirates, "IS": icelandic, "MY": malaysian,
    "VN CCCD": citizen,
}  # fmt: skip


TOLD: Mapping[str, tuple[Maker, tuple[str, ...]]] = {
    "US SSN bare": (lambda r: ssn(r).replace("-", ""), ("SSN {}", "social security number: {}", "my social is {}")),
    "US SSN spaced": (lambda r: ssn(r).replace("-", " "), ("SSN: {}", "ssn {} on file")),
    "GB NHS": (spaced(tried(digits(9), mod((10, 9, 8, 7, 6, 5, 4, 3, 2), 11, eleven)), 3, 3, 4), ("NHS number {}", "NHS no: {}", "patient NHS {}")),
    "DE Steuer-ID": (tax_de, ("Steuer-ID {}", "Steueridentifikationsnummer: {}", "IdNr. {}", "tax id {}")),
    "NL BSN": (tried(digits(8), mod((9, 8, 7, 6, 5, 4, 3, 2), 11, int)), ("BSN {}", "burgerservicenummer: {}", "mijn bsn is {}")),
    "PL PESEL": (tried(dated("ymd", 4), mod((1, 3, 7, 9, 1, 3, 7, 9, 1, 3), 10, lambda rest: -rest % 10)), ("PESEL {}", "numer PESEL: {}", "mój pesel to {}")),
    "NO": (norwegian, ("fødselsnummer {}", "personnummer: {}", "Norwegian ID {}")),
    "DK CPR": (lambda r: dated("dmy", 0)(r) + "-" + some(r, 4), ("CPR {}", "cpr-nr. {}", "personnummer {}")),
    "PT NIF": (tried(digits(8, "2"), mod((9, 8, 7, 6, 5, 4, 3, 2), 11, lambda rest: 0 if rest < 2 else 11 - rest)), ("NIF {}", "contribuinte n.º {}", "meu NIF é {}")),
    "JP My Number": (my_number, ("My Number {}", "マイナンバー: {}", "個人番号 {}")),
    "AU TFN": (tried(digits(8), lambda body: next((body + last for last in "0123456789" if weighted(body + last, (1, 4, 3, 7, 5, 8, 6, 9, 10)) % 11 == 0), None)), ("TFN {}", "tax file number: {}", "my TFN is {}")),
    "AU Medicare": (lambda r: (lambda body: f"{body}{weighted(body, (1, 3, 7, 9, 1, 3, 7, 9)) % 10}1")(r.choice("23456") + some(r, 7)), ("Medicare {}", "medicare card number: {}")),
    "CA SIN": (spaced(lambda r: luhn(r.choice("124567") + some(r, 7)), 3, 3, 3), ("SIN {}", "social insurance number {}", "S.I.N.: {}")),
    "ZA": (lambda r: luhn(dated("ymd", 4)(r) + "08"), ("ID number {}", "SA ID: {}", "South African ID {}")),
    "TR": (turkish, ("TC kimlik no {}", "TCKN: {}", "T.C. Kimlik {}")),
    "IL": (lambda r: luhn(str(r.randrange(1, 4)) + some(r, 7)), ("Israeli ID {}", "teudat zehut: {}", "ת.ז. {}")),
    "VN CCCD": (citizen, ("CCCD {}", "số cccd: {}", "căn cước công dân {}", "số căn cước của em là {}", "citizen id {}")),
    "VN CMND": (lambda r: r.choice("0123") + some(r, 8), ("CMND {}", "chứng minh nhân dân số {}", "cmnd: {}", "số CMT {}")),
    "RO CNP": (lambda r: (lambda body: body + str(weighted(body, (2, 7, 9, 1, 4, 6, 3, 5, 8, 2, 7, 9)) % 11 % 10 + weighted(body, (2, 7, 9, 1, 4, 6, 3, 5, 8, 2, 7, 9)) % 11 // 10))(r.choice("12") + dated("ymd", 0)(r) + "40" + some(r, 3)), ("CNP {}", "cod numeric personal: {}")),
    "BG EGN": (lambda r: (lambda body: body + str(weighted(body, (2, 4, 8, 5, 10, 9, 7, 3, 6)) % 11 % 10))(dated("ymd", 3)(r)), ("EGN {}", "ЕГН: {}")),
    "EE": (lambda r: estonian(r.choice("34") + dated("ymd", 3)(r)), ("isikukood {}", "Estonian ID code: {}")),
    "CZ": (czech, ("rodné číslo {}", "RČ: {}", "r.č. {}")),
    "ID NIK": (lambda r: "3171" + f"{r.randrange(10, 99)}" + dated("dmy", 4)(r), ("NIK {}", "nomor KTP: {}")),
    "PK CNIC": (lambda r: f"{r.randrange(11111, 71111)}-{some(r, 7)}-{r.randrange(1, 10)}", ("CNIC {}", "my cnic is {}")),
    "passport": (lambda r: r.choice("BCPXZ") + some(r, 7), ("passport {}", "Passport No: {}", "hộ chiếu số {}", "số hộ chiếu: {}", "Reisepass {}", "my passport number is {}")),
    "passport digits": (digits(9), ("passport {}", "US passport number: {}", "passport no. {}")),
    "licence": (lambda r: r.choice("ADFHS") + some(r, 7), ("driver's license {}", "driving licence: {}", "DL# {}", "driver license number {}", "GPLX {}", "bằng lái xe số {}")),
    "licence GB": (lambda r: f"{r.choice(('MORGA', 'WEBER', 'NOVAK'))}{some(r, 1)}{r.randrange(1, 13):02}{r.randrange(10, 28)}{some(r, 1)}{r.choice(('SM', 'A9', 'PJ'))}{some(r, 1)}{r.choice(('IJ', 'AB'))}", ("driving licence {}", "licence no {}")),
    "tax VN": (lambda r: r.choice("08") + some(r, 9), ("mã số thuế cá nhân {}", "MST cá nhân: {}")),
    "insurance VN": (digits(10), ("số BHXH {}", "mã bảo hiểm xã hội: {}")),
}  # fmt: skip
FIELDS = {
    "ssn": ssn, "social_security_number": lambda r: ssn(r).replace("-", ""), "nationalId": citizen, "cccd": citizen, "so_cccd": citizen, "cmnd": TOLD["VN CMND"][0],
    "passport_number": TOLD["passport"][0], "passportNo": TOLD["passport digits"][0], "driver_license": TOLD["licence"][0], "nhsNumber": TOLD["GB NHS"][0],
    "pesel": TOLD["PL PESEL"][0], "bsn": TOLD["NL BSN"][0], "tax_id": tax_de, "id_card": citizen, "aadhaar": lambda r: aadhaar(r).replace(" ", ""), "cpf": lambda r: cpf(r).replace(".", "").replace("-", ""),
    "identity_number": TOLD["ZA"][0], "tckn": turkish, "sin": TOLD["CA SIN"][0], "tfn": TOLD["AU TFN"][0], "citizenIdentification": citizen, "nric": singapore,
}  # fmt: skip


def identities(r: Random) -> Iterator[Row]:
    for shape, make in OWN_FORM.items():
        for _ in range(4):
            written = make(r)
            yield Row(framed(r, written), "national_id", shape, ends(written))
    for shape, (make, cues) in TOLD.items():
        for cue in cues:
            written = make(r)
            yield Row(cue.format(written), "national_id", f"{shape}, told", ends(written, least=4))
    for field, make in FIELDS.items():
        written = make(r)
        yield Row({field: written, "n": 1}, "national_id", f"field {field}", (written,))
        if written.isdigit() and written[0] != "0":
            yield Row({field: int(written)}, "national_id", f"number {field}", (written,))
    for _ in range(3):
        yield from _disguised(r)


def _disguised(r: Random) -> Iterator[Row]:
    card, social, code = citizen(r), ssn(r), fiscal_code(r)
    wide = {48 + n: 0xFF10 + n for n in range(10)}
    cases: list[tuple[str, JsonValue, str]] = [
        ("CCCD wide", f"CCCD {card.translate(wide)}", card.translate(wide)),
        ("CCCD zero width", "số căn cước " + "\u200b".join(card), "\u200b".join(card)),
        ("CCCD grouped", f"CCCD: {card[:3]} {card[3:6]} {card[6:9]} {card[9:]}", card[6:9] + " " + card[9:]),
        ("CCCD key", {card: "x"}, card), ("SSN full stops", f"SSN {social.replace('-', '.')}", social.replace("-", ".")),
        ("SSN dashes", social.replace("-", "–"), social[:3] + "–"),
        ("SSN non-breaking", social.replace("-", "\u2011"), social[:3] + "\u2011"),
        ("SSN json", f'{{"ssn":"{social}"}}', social), ("SSN percent", f"?ssn={social.replace('-', '%2D')}", social.replace("-", "%2D")),
        ("code json in json", '{"x":"{\\"cf\\":\\"' + code + '\\"}"}', code), ("code zero width", "\u200b".join(code), "\u200b".join(code)),
        ("code spaced", " ".join((code[:3], code[3:6], code[6:11], code[11:])), code[11:]),
        ("CCCD split", {"cccd_1": card[:6], "cccd_2": card[6:]}, card[6:]),
    ]  # fmt: skip
    for shape, value, secret in cases:
        yield Row(value, "national_id", shape, (secret,))
