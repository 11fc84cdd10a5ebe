"""Ids of persons with their issuers' check digits; those of weak form come with the words that announce them."""

from collections.abc import Callable
from random import Random

from benchmarks.events.personal_data.digits import born, luhn, some, verhoeff, weighted
from benchmarks.events.personal_data.held_out import identities as made
from benchmarks.events.personal_data.outside.money import Maker, cut


def day(r: Random, pattern: str) -> str:
    year, month, date = born(r)
    return pattern.format(Y=year, y=year % 100, m=month, d=date)


def settled(body: Maker, weights: tuple[int, ...], by: int, digit: Callable[[int], int]) -> Maker:
    """Draw bodies until the weighted sum gives a single digit."""

    def make(r: Random) -> str:
        while True:
            one = body(r)
            last = digit(weighted(one, weights) % by)
            if 0 <= last <= 9:
                return f"{one}{last}"

    return make


def oib(r: Random) -> str:
    """Croatia: ISO 7064 mod 11,10."""
    body, product = f"{r.randrange(1, 10)}{some(r, 9)}", 10
    for one in body:
        product = ((int(one) + product) % 10 or 10) * 2 % 11
    return body + str((11 - product) % 10)


def jmbg(r: Random) -> str:
    """The former Yugoslavia: mod 11 of two sums."""
    weights = (7, 6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2)
    while True:
        year, month, date = born(r)
        body = f"{date:02}{month:02}{year % 1000:03}{r.choice((71, 10, 50, 45))}{some(r, 3)}"
        last = 11 - weighted(body, weights) % 11
        if last != 10:
            return body + str(0 if last == 11 else last)


def latvian(r: Random) -> str:
    weights = (1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    while True:
        body = day(r, "{d:02}{m:02}{y:02}") + r.choice("12") + some(r, 3)
        check = (1101 - weighted(body, weights)) % 11
        if check < 10:
            return f"{body[:6]}-{body[6:]}{check}"


def ecuador(r: Random) -> str:
    return luhn(f"{r.randrange(1, 25):02}{r.randrange(6)}{some(r, 6)}")


def uruguay(r: Random) -> str:
    body = f"{r.randrange(1, 6)}{some(r, 6)}"
    return f"{body[0]}.{body[1:4]}.{body[4:]}-{-weighted(body, (2, 9, 8, 7, 6, 3, 4)) % 10}"


def melli(r: Random) -> str:
    body = f"{r.choice(('001', '043', '227'))}{some(r, 6)}"
    rest = weighted(body, tuple(range(10, 1, -1))) % 11
    return f"{body}{rest if rest < 2 else 11 - rest}"


def saudi(r: Random) -> str:
    return luhn(r.choice("12") + some(r, 8))


def egyptian(r: Random) -> str:
    return day(r, "2{y:02}{m:02}{d:02}") + r.choice(("01", "12", "21")) + some(r, 5)


def ukrainian(r: Random) -> str:
    body = f"{r.randrange(20000, 38000)}{some(r, 4)}"
    return body + str(weighted(body, (-1, 5, 7, 9, 4, 6, 10, 5, 7)) % 11 % 10)


def new_zealand(r: Random) -> str:
    while True:
        body = f"{r.randrange(10_000_000, 14_000_000)}"
        check = -weighted(body, (3, 2, 7, 6, 5, 4, 3, 2)) % 11
        if check < 10:
            return f"{body[:2]}-{body[2:5]}-{body[5:]}{check}"


def epic(r: Random) -> str:
    return "".join(r.choice("ABCDGHKMNRST") for _ in range(3)) + some(r, 7)


def lanka(r: Random) -> str:
    return f"{r.randrange(60, 99)}{r.randrange(1, 366):03}{some(r, 4)}V"


def npi(r: Random) -> str:
    """United States, providers of health care: Luhn behind 80840."""
    return luhn(f"80840{r.choice('12')}{some(r, 8)}")[5:]


def dea(r: Random) -> str:
    body = some(r, 6)
    check = (weighted(body[::2], (1, 1, 1)) + 2 * weighted(body[1::2], (1, 1, 1))) % 10
    return f"{r.choice('ABFM')}{r.choice('BKLMRST')}{body}{check}"


def kuwait(r: Random) -> str:
    while True:
        body = day(r, "2{y:02}{m:02}{d:02}") + some(r, 4)
        check = 11 - weighted(body, (2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)) % 11
        if check < 10:
            return f"{body}{check}"


def mbi(r: Random) -> str:
    letters = "ACDEFGHJKMNPQRTUVWXY"
    pick = {"N": "123456789", "9": "0123456789", "A": letters}
    return "".join(r.choice(pick[one]) for one in "NAA9AA9AA99".replace("AA9AA9", "A99A99"))


def hungarian(r: Random) -> str:
    body = settled(lambda r: some(r, 8), (3, 7) * 4, 10, int)(r)
    return cut(body, (3, 3, 3), " ")


OWN: dict[str, Maker] = {
    "us ssn": made.ssn, "us itin": made.itin, "us mbi": mbi, "gb nino": made.nino, "gb nino spaced": lambda r: cut(made.nino(r), (2, 2, 2, 2, 1), " "), "es dni": made.dni, "es dni dotted": lambda r: (lambda one: f"{one[:2]}.{one[2:5]}.{one[5:8]}-{one[8]}")(made.dni(r)),
    "es nie": made.nie, "es nie dashed": lambda r: (lambda one: f"{one[0]}-{one[1:8]}-{one[8]}")(made.nie(r)), "it cf": made.fiscal_code, "fr nir": made.french, "fr nir spaced": lambda r: cut(made.french(r), (1, 2, 2, 2, 3, 3, 2), " "), "fr nir key": lambda r: cut(made.french(r), (13, 2), " "),
    "de steuer": made.tax_de, "de steuer spaced": lambda r: cut(made.tax_de(r), (2, 3, 3, 3), " "), "be": made.belgian, "se": made.swedish, "fi": made.finnish, "no": made.norwegian, "no spaced": lambda r: cut(made.norwegian(r), (6, 5), " "), "ch ahv": made.swiss, "pl pesel": made.TOLD["PL PESEL"][0],
    "ro cnp": made.TOLD["RO CNP"][0], "cz": made.czech, "ee": made.TOLD["EE"][0], "is": made.icelandic, "ie pps": made.irish, "br cpf": made.cpf, "br cpf bare": lambda r: made.cpf(r).replace(".", "").replace("-", ""), "mx curp": made.curp, "cl rut": made.rut, "ar cuil": made.cuit,
    "in aadhaar": made.aadhaar, "in pan": made.pan, "cn": made.chinese, "kr rrn": made.korean, "tw": made.taiwanese, "hk": made.hongkong, "sg nric": made.singapore, "th": made.thai, "my": made.malaysian, "ae": made.emirates, "tr": made.turkish, "za": made.TOLD["ZA"][0], "vn cccd": made.citizen,
    "lv": latvian, "uy": uruguay,
}  # fmt: skip


def snils(r: Random) -> str:
    body = f"{r.randrange(2, 10)}{some(r, 8)}"
    check = weighted(body, tuple(range(9, 0, -1))) % 101 % 100
    return f"{body[:3]}-{body[3:6]}-{body[6:]} {check:02}"


def inn(r: Random) -> str:
    body = f"77{some(r, 8)}"
    for weights in ((7, 2, 4, 10, 3, 5, 9, 4, 6, 8), (3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8)):
        body += str(weighted(body, weights) % 11 % 10)
    return body


def austrian(r: Random) -> str:
    while True:
        serial, birth = f"{r.randrange(100, 1000)}", day(r, "{d:02}{m:02}{y:02}")
        check = weighted(serial + birth, (3, 7, 9, 5, 8, 4, 2, 1, 6)) % 11
        if check < 10:
            return f"{serial}{check} {birth}"


TOLD: dict[str, tuple[Maker, tuple[str, ...]]] = {
    "us ssn bare": (lambda r: made.ssn(r).replace("-", ""), ("SSN {}", "Social Security Number is {}", "ssn={}")), "gb nhs": (lambda r: cut(made.TOLD["GB NHS"][0](r).replace(" ", ""), (3, 3, 4), "-"), ("NHS No. {}", "nhs number: {}")),
    "nl bsn": (made.TOLD["NL BSN"][0], ("BSN: {}", "burgerservicenummer {}")), "dk cpr": (made.TOLD["DK CPR"][0], ("CPR-nummer {}", "cpr: {}")), "pt nif": (made.TOLD["PT NIF"][0], ("NIF: {}", "número de contribuinte {}")), "jp my number": (lambda r: cut(made.my_number(r), (4, 4, 4), " "), ("My Number: {}", "マイナンバーは {}")),
    "au tfn": (lambda r: cut(made.TOLD["AU TFN"][0](r), (3, 3, 3), " "), ("TFN: {}", "Tax File Number {}")), "au medicare": (lambda r: cut(made.TOLD["AU Medicare"][0](r), (4, 5, 1), " "), ("Medicare no. {}", "medicare: {}")), "ca sin": (made.TOLD["CA SIN"][0], ("SIN: {}", "my SIN is {}")),
    "il": (made.TOLD["IL"][0], ("Israeli ID number {}", "ת.ז. {}")), "bg": (made.TOLD["BG EGN"][0], ("ЕГН {}", "EGN: {}")), "lt": (made.TOLD["EE"][0], ("asmens kodas {}", "AK: {}, personal code")), "hr oib": (oib, ("OIB: {}", "OIB {}")), "rs jmbg": (jmbg, ("JMBG {}", "ЈМБГ: {}")),
    "ec": (ecuador, ("cédula {}", "Cédula de identidad: {}")), "ir": (melli, ("کد ملی {}", "Melli code: {}")), "sa": (saudi, ("رقم الهوية {}", "Saudi national ID {}", "iqama {}")), "eg": (egyptian, ("الرقم القومي {}", "Egyptian national ID {}")),
    "ua": (ukrainian, ("РНОКПП {}", "ІПН: {}", "tax number (RNOKPP) {}")), "nz ird": (new_zealand, ("IRD number {}", "IRD: {}")), "in voter": (epic, ("Voter ID {}", "EPIC no {}")), "lk": (lanka, ("NIC {}", "NIC No: {}")), "us npi": (npi, ("NPI {}", "NPI number: {}")), "us dea": (dea, ("DEA number {}", "DEA: {}")),
    "kw": (kuwait, ("Civil ID {}", "الرقم المدني {}")), "hu taj": (hungarian, ("TAJ szám {}", "TAJ: {}")), "in aadhaar bare": (lambda r: verhoeff(str(r.randrange(2, 10)) + some(r, 10)), ("Aadhaar {}", "आधार {}")), "vn cmnd": (made.TOLD["VN CMND"][0], ("CMND: {}", "số CMND của em {}")),
    "vn passport": (lambda r: r.choice("BCNP") + some(r, 7), ("hộ chiếu: {}", "passport no {}")), "us passport": (lambda r: some(r, 9), ("US passport {}", "Passport number: {}")), "us licence": (lambda r: r.choice("ABCDS") + some(r, 7), ("driver license {}", "DL number {}")), "id nik": (made.TOLD["ID NIK"][0], ("NIK: {}", "No. KTP {}")),
    "pk cnic": (made.TOLD["PK CNIC"][0], ("CNIC {}", "CNIC No. {}")), "ru snils": (snils, ("СНИЛС {}", "SNILS: {}")), "ru inn": (inn, ("ИНН {}", "INN: {}")), "gr amka": (lambda r: luhn(day(r, "{d:02}{m:02}{y:02}") + some(r, 4)), ("ΑΜΚΑ {}", "AMKA: {}")), "at svnr": (austrian, ("SVNR {}", "Sozialversicherungsnummer: {}")),
}  # fmt: skip
