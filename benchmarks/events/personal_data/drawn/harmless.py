"""What is nobody's in the same disguises, and what looks like a disguise and is none."""

from base64 import b64encode
from collections.abc import Callable
from random import Random
from urllib.parse import quote

from benchmarks.events.personal_data.digits import luhn, some
from benchmarks.events.personal_data.drawn.transforms import (
    mathematical,
    other_digits,
    partly_wide,
    unseen,
)
from domain.events.json_value import JsonValue

Innocent = Callable[[Random], JsonValue]
SENTENCES = (
    "The parcel leaves on Monday at noon", "please look at the dot plot on page two", "giao hàng trước thứ sáu giúp em", "size M màu đen còn không shop", "we met at the point of sale", "one or two of these, maybe three", "a five star hotel with six rooms and seven beds", "không có hai ba cái nào", "gặp nhau lúc tám giờ chấm hết", "nothing at all dot dot dot",
)  # fmt: skip


def sentence(r: Random) -> str:
    return r.choice(SENTENCES)


def wrong_luhn(r: Random) -> str:
    body = f"4{some(r, 14)}"
    return body + str((int(luhn(body)[-1]) + r.randrange(1, 9)) % 10)


HARMLESS: dict[str, Innocent] = {
    "percent": lambda r: quote(sentence(r), safe=""), "entities": lambda r: "".join(f"&#{ord(one)};" for one in sentence(r)), "escapes": lambda r: "".join(f"\\u{ord(one):04x}" for one in sentence(r)), "base64": lambda r: b64encode(sentence(r).encode()).decode(), "hex": lambda r: sentence(r).encode().hex(), "bold": lambda r: mathematical(sentence(r), r), "wide": lambda r: partly_wide(sentence(r), r), "unseen": lambda r: unseen(sentence(r), r), "spread": lambda r: " ".join(r.choice(("SALE", "OPEN", "CLOSED", "NEW YEAR"))), "spread dots": lambda r: ".".join(r.choice(("USA", "ASAP", "HTML"))), "struck": lambda r: "\u0336".join(sentence(r)),
    "order wide": lambda r: other_digits(f"order {r.randrange(1, 9)}{some(r, 8)}", r), "price wide": lambda r: other_digits(f"{some(r, 3)}.000", r) + "đ", "wrong card": lambda r: f"no. {wrong_luhn(r)}", "wrong card cut": lambda r: (lambda one: f"no. {one[:4]}-{one[4:8]}-{one[8:12]}-{one[12:]}")(wrong_luhn(r)), "wrong card math": lambda r: other_digits(wrong_luhn(r), r), "matrix": lambda r: "[" + ",".join(f"[{some(r, 1)},{some(r, 1)},{some(r, 1)}]" for _ in range(3)) + "]", "table": lambda r: "\n".join("\t".join(str(r.randrange(10, 999)) for _ in range(4)) for _ in range(3)), "pipes": lambda r: " | ".join(str(r.randrange(1000, 9999)) for _ in range(4)), "semicolons": lambda r: ";".join(str(r.randrange(100, 9999)) for _ in range(5)),
    "floats": lambda r: " ".join(f"{r.random():.4f}" for _ in range(5)), "times": lambda r: " ".join(f"{r.randrange(10, 23)}:{r.randrange(10, 59)}" for _ in range(4)), "dates": lambda r: f"{r.randrange(1990, 2030)}/{r.randrange(10, 12)}/{r.randrange(10, 28)} - {r.randrange(1990, 2030)}/{r.randrange(10, 12)}/{r.randrange(10, 28)}", "hours": lambda r: f"open {r.randrange(6, 9)}-{r.randrange(17, 23)}, {r.randrange(6, 9)}.30-{r.randrange(17, 23)}.30", "scores": lambda r: "; ".join(f"{r.randrange(9)}:{r.randrange(9)}" for _ in range(5)), "bits": lambda r: " ".join(r.choice("01") for _ in range(12)), "dice": lambda r: " ".join(str(r.randrange(1, 7)) for _ in range(5)), "countdown": lambda _: "10 9 8 7 6 5 4 3 2 1", "count words": lambda _: "one two three four, go", "levels": lambda r: ", ".join(str(r.randrange(1, 99)) for _ in range(6)),
    "uuid": lambda r: f"{r.randbytes(4).hex()}-{r.randbytes(2).hex()}-4{r.randbytes(2).hex()[1:]}-a{r.randbytes(2).hex()[1:]}-{r.randbytes(6).hex()}", "sri": lambda r: f"sha384-{b64encode(r.randbytes(48)).decode()}", "key id": lambda r: f"AKIA{''.join(r.choice('ABCDEFGHIJKLMNOPQRSTUVWXYZ234567') for _ in range(16))}", "commit": lambda r: f"{r.randbytes(20).hex()[:12]} fix", "etag": lambda r: f'"{r.randbytes(16).hex()}"', "base58 id": lambda r: "".join(r.choice("123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz") for _ in range(22)), "nano id": lambda r: "".join(r.choice("abcdefghijklmnopqrstuvwxyz0123456789_-") for _ in range(21)), "slug": lambda r: f"how-to-look-at-dots-{some(r, 3)}", "snake": lambda r: f"created_at_dot_{some(r, 2)}", "camel": lambda r: f"lookAtDotProduct{some(r, 1)}",
    "code": lambda r: f"for (i=0;i<{some(r, 3)};i++) a[i]=b[i]*{some(r, 2)};", "sql": lambda r: f"SELECT * FROM t WHERE id IN ({some(r, 4)},{some(r, 4)},{some(r, 4)})", "json": lambda r: {"w": r.randrange(1000), "h": r.randrange(1000), "dpr": 2.0}, "polygon": lambda r: {"points": [[r.randrange(999), r.randrange(999)] for _ in range(4)]}, "prices": lambda r: {"prices": [f"{some(r, 2)}.{some(r, 2)}" for _ in range(4)]}, "ids": lambda r: {"ids": [r.randrange(10_000_000) for _ in range(4)]}, "skus": lambda r: {"sku": f"{some(r, 3)}-{some(r, 4)}-{some(r, 3)}"}, "order": lambda r: {"order_id": f"{some(r, 10)}", "status": "new"}, "counters": lambda r: {"bytes": r.randrange(10**9), "seq": r.randrange(10**10)}, "stamps": lambda r: {"ts": [1_760_000_000 + r.randrange(10**7) for _ in range(3)]},
    "version": lambda r: f"v{r.randrange(1, 30)}.{r.randrange(30)}.{r.randrange(30)}-rc.{r.randrange(9)}", "user agent": lambda r: f"Mozilla/5.0 (X11) AppleWebKit/537.36 Chrome/{r.randrange(90, 140)}.0.0.0 Safari/537.36", "mime": lambda r: f"boundary=----=_Part_{some(r, 5)}_{some(r, 8)}.{some(r, 13)}", "range": lambda r: f"bytes {some(r, 3)}-{some(r, 6)}/{some(r, 7)}", "progress": lambda r: f"{some(r, 2)}/{some(r, 3)} [{'=' * 9}>   ] {some(r, 2)}%", "stack": lambda r: f"at com.x.Y.z(Y.java:{some(r, 3)})", "address space": lambda r: f"0x{r.randbytes(4).hex()}-0x{r.randbytes(4).hex()}", "mime type": lambda _: "application/vnd.api+json; q=0.9", "emoji": lambda r: "🎉" * r.randrange(3, 9) + " sale " + some(r, 2), "hashtags": lambda r: f"#sale{some(r, 2)} #new @shop", "mention": lambda r: f"cc @ops @dev{some(r, 1)}", "tilde": lambda _: "~/.config/app/settings.toml",
    "url": lambda r: f"https://cdn.host.dev/a/{r.randbytes(8).hex()}/app.{r.randbytes(4).hex()}.js", "url query": lambda r: f"https://host.dev/s?q=at+the+dot&page={some(r, 1)}", "image url": lambda r: f"https://img.host.dev/{some(r, 4)}x{some(r, 3)}/p{some(r, 6)}@2x.jpg", "isbn": lambda r: f"ISBN 978 {some(r, 1)} {some(r, 4)} {some(r, 4)} {some(r, 1)}", "ean cut": lambda r: f"barcode {some(r, 1)} {some(r, 6)} {some(r, 6)}", "serial cut": lambda r: f"serial {some(r, 4)}-{some(r, 4)}-{some(r, 4)}", "licence key": lambda r: "-".join("".join(r.choice("ABCDEFGHJKLMNPQRSTUVWXYZ23456789") for _ in range(5)) for _ in range(5)), "coupon": lambda r: f"code SAVE{some(r, 2)}NOW{some(r, 1)}", "room": lambda r: f"phòng {some(r, 3)}, tầng {some(r, 1)}, tòa B{some(r, 1)}", "measure": lambda r: f"{some(r, 2)}°C, {some(r, 4)} hPa, {some(r, 2)}%", "formula": lambda r: f"C{some(r, 1)}H{some(r, 2)}O{some(r, 1)}N{some(r, 1)}", "music": lambda r: f"BWV {some(r, 3)}, op. {some(r, 2)} no. {some(r, 1)}", "law": lambda r: f"Điều {some(r, 2)} khoản {some(r, 1)} Nghị định {some(r, 2)}/2026/NĐ-CP", "bible": lambda r: f"John {r.randrange(1, 20)}:{r.randrange(1, 30)}-{r.randrange(30, 40)}",
}  # fmt: skip
