"""Which shapes may be which id, and whether one stands for itself or wants to be announced."""

from collections.abc import Callable
from typing import NamedTuple

from domain.privacy.national import american, asian, european, northern
from domain.privacy.shapes import prefixes
from domain.privacy.weights import is_mod_11_10, is_varied

Check = Callable[[str], bool]
"""Takes capital letters and digits without separators."""


class Rule(NamedTuple):
    """`alone`: a check so weak that only a hint, or being all there is, makes it a finding."""

    check: Check
    alone: bool


SURE: tuple[tuple[Check, str], ...] = (
    (asian.cccd, "999999999999|999 999 999 999|999.999.999.999|999-999-999-999|999 9 99 999999|999999 999999|9999 9999 9999"),
    (asian.aadhaar, "9999 9999 9999|9999-9999-9999|9999:9999:9999"),
    (asian.chinese, "9" * 18 + "|" + "9" * 17 + "A|999999 99999999 9999|999999 99999999 999A"),
    (asian.pan, "AAAAA9999A"),
    (asian.nric, "A9999999A"),
    (asian.rrn, "999999-9999999"),
    (asian.thai, "9-9999-99999-99-9|9 9999 99999 99 9"),
    (asian.turkish, "99999999999|999 999 999 99"),
    (asian.taiwanese, "A999999999"),
    (asian.malaysian, "999999-99-9999"),
    (asian.hong_kong, "A999999(9|A999999(A"),
    (asian.emirati, "999-9999-9999999-9|999999999999999"),
    (asian.south_african, "9999999999999|999999 9999 999|999999 9999 99 9"),
    (asian.medicare, "9999 99999 9|9999-99999-9|9999 99999 9/9"),
    (american.ssn, "999-99-9999|999 99 9999|999.99.9999"),
    (american.sin, "999-999-999"),
    (american.cpf, "999.999.999-99|999-999-999-99|999 999 999 99|99999999999|999999999-99"),
    (american.curp, "AAAA999999AAAAAA99|AAAA999999AAAAAAA9"),
    (american.cuit, "99-99999999-9|99999999999"),
    (american.rut, "99.999.999-9|99.999.999-A|9.999.999-9|9.999.999-A|99999999-A"),
    (american.uruguayan, "9.999.999-9"),
    (american.mbi, "9AA9-AA9-AA99|9A99-A99-AA99|9AA9-A99-AA99|9A99-AA9-AA99|9AA9AA9AA99|9A99A99AA99|9AA9A99AA99|9A99AA9AA99"),
    (european.dni, "99999999A|99999999-A|99.999.999-A|99 999 999 A|99999999 A|99.999.999A"),
    (european.nie, "A9999999A|A-9999999-A|A9999999-A|A-9999999A|A 9999999 A"),
    (european.codice_fiscale, "AAAAAA99A99A999A|AAA AAA 99A99 A999A|AAAAAA 99A99 A999A|AAA-AAA-99A99-A999A"),
    (european.nir, "9 99 99 99 999 999 99|9999999999999 99|999999999999999|99999" + "9A99999999|9 99 99 9A 999 999 99|9-99-99-99-999-999-99|9.99.99.99.999.999.99"),
    (european.steuer_id, "99999999999|99 999 999 999|999/9999/9999"),
    (european.rvnr, "99999999A999|99 999999 A 999|99 999999 A999"),
    (european.nino, "AA999999A|AA 99 99 99 A|AA 999999A|AA 999999 A|AA-99-99-99-A|AA999999 A|AA99 99 99A|AA 99 99 99A"),
    (european.belgian, "99.99.99-999.99|99 99 99 999 99|99999999999|999999-999-99|99.99.99.999-99|999999-999.99"),
    (european.swiss, "999.9999.9999.99|999 9999 9999 99|9999999999999"),
    (european.irish, "9999999A|9999999AA"),
    (northern.finnish, "999999-9999|999999-999A|999999+9999|999999+999A"),
    (northern.finnish_lettered, "999999A9999|999999A999A"),
    (northern.icelandic, "999999-9999"),
    (northern.swedish, "999999-9999|999999+9999|99999999-9999|999999999999|99999999 9999"),
    (northern.norwegian, "99999999999|999999 99999|999999-99999"),
    (northern.latvian, "999999-99999"),
    (european.jmbg, "9999999999999"),
    (northern.pesel, "99999999999"),
    (northern.czech, "999999/9999"),
    (northern.romanian, "9999999999999"),
    (northern.baltic, "99999999999"),
    (northern.greek, "99999999999"),
    (northern.snils, "999-999-999 99|999-999-999-99|999 999 999 99|99999999999"),
    (northern.inn, "999999999999"),
    (northern.austrian, "9999 999999|9999-999999"),
)  # fmt: skip
ANNOUNCED: tuple[tuple[Check, str], ...] = (
    (asian.aadhaar, "999999999999"),
    (asian.my_number, "999999999999|9999 9999 9999"),
    (asian.thai, "9999999999999"),
    (asian.checked_rrn, "9999999999999"),
    (asian.tfn, "999999999|999 999 999|999-999-999|99999999"),
    (asian.medicare, "9999999999"),
    (american.sin, "999999999|999 999 999"),
    (european.bsn, "999999999|999.999.999|9999.99.999|999 999 999|9999 99 999"),
    (european.nhs, "9999999999|999 999 9999|999-999-9999"),
    (european.kvnr, "A999999999"),
    (northern.swedish, "9999999999"),
    (northern.bulgarian, "9999999999"),
    (northern.czech, "9999999999"),
    (northern.austrian, "9999999999"),
)  # fmt: skip
NAMED_ONLY: tuple[tuple[Check, str], ...] = (
    (is_varied, "99999-9999999-9"),
    (asian.israeli, "999999999|99999999-9"),
    (american.rut, "99999999-9|9999999-9|999999999|99999999A"),
    (european.nif, "999999999|999 999 999"),
    (american.ssn, "999999999"),
    (is_mod_11_10, "99999999999"),
    (is_varied, "999999999A"),
    (northern.danish, "999999-9999|9999999999"),
)


def _by_shape() -> dict[str, list[tuple[Check, str]]]:
    table: dict[str, list[tuple[Check, str]]] = {}
    for level, rules in (("sure", SURE), ("alone", ANNOUNCED), ("named", NAMED_ONLY)):
        for check, shapes in rules:
            for shape in shapes.split("|"):
                table.setdefault(shape, []).append((check, level))
    return table


RULES = _by_shape()
BEGINS = prefixes(RULES)
