"""Ways of writing something so that it is not seen at once."""

from base64 import b64encode
from collections.abc import Callable, Mapping, Sequence
from random import Random

from benchmarks.events.personal_data.fresh.shapes import Shape
from benchmarks.events.personal_data.fresh.values import DOMAINS, Maker, local
from domain.events.json_value import JsonValue

SPOKEN = "zero one two three four five six seven eight nine".split()
SAID = "không một hai ba bốn năm sáu bảy tám chín".split()
WIDE = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}
ARABIC = {48 + n: 0x660 + n for n in range(10)}
LOOK = str.maketrans("aeopcxi", "аеорсхі")


def spelt(template: str, dot: str = ".") -> Shape:
    """Write an address with `%L` for who and `%D` for where, its dots told as `dot`."""

    def shape(r: Random) -> tuple[JsonValue, str]:
        who, where = local(r).replace("+", "").replace("_", ""), r.choice(DOMAINS)
        told = template.replace("%L", who.replace(".", dot)).replace("%D", where.replace(".", dot))
        return told, where.split(".")[0]

    return shape


def changed(make: Shape, change: Mapping[int, int]) -> Shape:
    def shape(r: Random) -> tuple[JsonValue, str]:
        value, secret = make(r)
        return str(value).translate(change), secret.translate(change)

    return shape


def coded(template: str, make: Maker, code: Callable[[str], str]) -> Shape:
    def shape(r: Random) -> tuple[JsonValue, str]:
        made = code(make(r))
        return template.replace("@@", made), made

    return shape


def based(text: str) -> str:
    return b64encode(text.encode()).decode().rstrip("=")


def told(words: Sequence[str], mark: str = " ") -> Callable[[str], str]:
    return lambda text: mark.join(words[int(one)] for one in text)


def cut(mark: str, size: int = 4) -> Callable[[str], str]:
    return lambda text: mark.join(text[n : n + size] for n in range(0, len(text), size))


def fields(names: Sequence[str], make: Maker, sizes: Sequence[int]) -> Shape:
    def shape(r: Random) -> tuple[JsonValue, str]:
        whole, value, place = make(r), dict[str, JsonValue](), 0
        for name, size in zip(names, sizes, strict=True):
            value[name] = whole[place : place + size]
            place += size
        return value, str(value[names[-1]])

    return shape
