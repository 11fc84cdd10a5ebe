"""E-mail addresses, as people type them and as programs wrap them."""

from base64 import b64encode, urlsafe_b64encode
from collections.abc import Iterator
from html import escape
from random import Random
from urllib.parse import quote

from benchmarks.events.personal_data.held_out.frames import Maker, ends, framed, told
from benchmarks.events.personal_data.row import Row

LOCALS = (
    "jonas.weber", "m.takahashi", "linh_pham", "sofia-rossi", "oconnor.p", "dang.quynh.anh", "bjorn.k", "awilson77",
    "priya.raman", "k.nowak", "t.dubois", "huynhducthang", "fatima.zahra", "r2.delgado", "minh.tri.1994", "eszter.nagy",
)  # fmt: skip
HOSTS = (
    "gmail.com", "example.org", "mail.example.co.uk", "yahoo.com.vn", "web.de", "proton.me", "fpt.edu.vn", "posteo.net",
    "firma-beispiel.de", "sub.dept.example.edu", "outlook.com", "qq.com", "company.io", "kyoto.example.jp", "icloud.com",
)  # fmt: skip
FULL_WIDTH = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}
LOOKALIKES = str.maketrans("aeopcxyi", "аеорсхуі")


def parts(r: Random) -> tuple[str, str]:
    local = r.choice(LOCALS) + r.choice(("", "", str(r.randrange(10, 99))))
    return local, r.choice(HOSTS)


def address(r: Random) -> str:
    return "@".join(parts(r))


def joined(pattern: str) -> Maker:
    """Write `L`, `A` and `D`: the local part, the host, and what stands for its dots."""

    def make(r: Random) -> str:
        local, host = parts(r)
        at, dot = pattern.split("|")
        return f"{local}{at}{host.replace('.', dot)}"

    return make


WRITTEN = (
    " [at] | [dot] ", "[at]|[dot]", " (at) | (dot) ", "(at)|(dot)", " at | dot ", " AT | DOT ", "(a)|.", " (a) |.",
    " {at} | {dot} ", "<at>|<dot>", " [@] |.", " @ | . ", "@| . ", " @ |.", "[at]|.", " at |.", "_at_|_dot_",
    " -at- | -dot- ", "＠|．", "＠|。", " (@) |.", " [a] | [d] ", "[AT]|[DOT]", "@|[.]", "[@]|[.]", "@|(.)",
    " a còng | chấm ", " arroba | punto ", "&#64;|&#46;", "&#x40;|&#x2e;", "&commat;|&period;", "%40|%2E", "%2540|%252E",
    "\\u0040|\\u002e", "\\x40|.", "=40|.", "=40|=2E", "\u200b@\u200b|.", "@|\u200b.", "@\u00ad|.\u2060", "﹫|.",
    " \u00a0@\u00a0 |.", "\\100|.", "%u0040|.", "\\u{40}|.", " at the rate | dot ",
)  # fmt: skip


def mail(r: Random) -> Iterator[Row]:
    yield from told(r, "email", "open", (address,), each=25)
    for pattern in WRITTEN:
        for _ in range(3):
            written = joined(pattern)(r)
            local = written[:8] if written[:8] in written else written
            yield Row(framed(r, written), "email", f"as {pattern!a}", (local, written[-8:]))
    for shape, make in SHAPES.items():
        for _ in range(4):
            written = make(r)
            yield Row(framed(r, written), "email", shape, ends(written))
    for _ in range(4):
        yield from _wrapped(r)


def _quoted(r: Random) -> str:
    local, host = parts(r)
    return f'"{local.replace(".", " ")}"@{host}'


def _tagged(r: Random) -> str:
    local, host = parts(r)
    return f"{local}+{r.choice(('shop', 'news.2026', 'a-b', 'x=y'))}@{host}"


def _idn(r: Random) -> str:
    return f"{parts(r)[0]}@{r.choice(('bücher.example', 'xn--bcher-kva.example', 'món-ăn.vn', 'почта.рф', '例え.jp'))}"


def _unicode(r: Random) -> str:
    return f"{r.choice(('nguyễn.văn.hùng', 'françois.lefèvre', 'jürgen.groß', 'иван.петров', 'zoë.müller', '田中太郎'))}@{r.choice(HOSTS)}"


def _symbols(r: Random) -> str:
    local, host = parts(r)
    return (
        f"{local}{r.choice(('!', '#', '$', '%', '/', '~', '^', chr(39)))}x{r.randrange(9)}@{host}"
    )


def _literal(r: Random) -> str:
    return f"{parts(r)[0]}@[{'.'.join(str(r.randrange(11, 250)) for _ in range(4))}]"


def _wide(r: Random) -> str:
    return address(r).translate(FULL_WIDTH)


def _sprinkled(r: Random) -> str:
    return "\u200b".join(address(r))


def _lookalike(r: Random) -> str:
    return address(r).translate(LOOKALIKES)


def _spaced(r: Random) -> str:
    return " ".join(address(r))


def _percent(r: Random) -> str:
    return "".join(f"%{one:02x}" for one in address(r).encode())


def _escaped(r: Random) -> str:
    return "".join(f"\\u{ord(one):04x}" for one in address(r))


def _entities(r: Random) -> str:
    return "".join(f"&#{ord(one)};" for one in address(r))


def _hexed(r: Random) -> str:
    return address(r).encode().hex()


def _based(r: Random) -> str:
    return b64encode(address(r).encode()).decode()


def _mathematical(r: Random) -> str:
    return address(r).translate({97 + n: 0x1D41A + n for n in range(26)})


def _shouted(r: Random) -> str:
    return address(r).upper()


def _mailto(r: Random) -> str:
    return f"mailto:{quote(address(r), safe='')}?subject=hi"


def _mailto_named(r: Random) -> str:
    return f"mailto:{address(r)}?cc={address(r)}"


SHAPES: dict[str, Maker] = {
    "quoted": _quoted, "tagged": _tagged, "idn": _idn, "unicode local part": _unicode, "symbols": _symbols,
    "address literal": _literal, "full width": _wide, "zero width between all": _sprinkled, "lookalikes": _lookalike,
    "spaced out": _spaced, "percent": _percent, "escapes": _escaped, "entities": _entities, "hex": _hexed,
    "base64": _based, "mathematical letters": _mathematical, "capitals": _shouted, "mailto": _mailto,
    "mailto with another": _mailto_named,
}  # fmt: skip


def _wrapped(r: Random) -> Iterator[Row]:
    """Yield it inside other things, where what is around may stay and the address may not."""
    local, host = parts(r)
    whole = f"{local}@{host}"
    coded = b64encode(f"user:{whole}:pw".encode()).decode()
    for shape, text, secret in (
        ("in display form", f'"W. {local[:4]}" <{whole}>', whole),
        ("query", f"https://shop.example/u?x=1&e={quote(whole)}&y=2", local),
        ("query, twice", f"GET /find?q={quote(quote(whole, safe=''), safe='')} 200", local),
        ("in base64 words", f"token {coded} sent", coded[4:20]),
        (
            "in url-safe base64",
            urlsafe_b64encode(f'{{"mail":"{whole}"}}'.encode()).decode().rstrip("="),
            "eyJt",
        ),
        ("html", f'<a href="mailto:{escape(whole)}">{escape(whole)}</a>', whole),
        ("html split", f"<b>{local}</b>@<b>{host}</b>", local),
        ("wrapped", f"{local}@\n{host}", local),
        ("json in text", f'{{"to":"{whole}","n":1}}', whole),
        ("json in json", '{"a":"{\\"to\\":\\"' + whole + '\\"}"}', whole),
        ("list", f"a: {whole},{address(r)};{address(r)}", whole),
        ("after colon", f"mail:{whole}", whole),
        ("trailing dot", f"Ask {whole}.", whole),
        ("backwards", whole[::-1], whole[::-1]),
        ("words", f"{local} at {host.replace('.', ' dot ')} is best", local),
    ):
        yield Row(text, "email", shape, (secret,))
