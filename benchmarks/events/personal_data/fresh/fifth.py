"""The fifth set: other shapes, written after the work on the fourth, measured once and never tuned for."""

from collections.abc import Mapping, Sequence
from functools import partial
from urllib.parse import quote

from benchmarks.events.personal_data.digits import some
from benchmarks.events.personal_data.fresh.disguises import (
    SAID,
    SPOKEN,
    WIDE,
    based,
    coded,
    cut,
    fields,
    spelt,
    told,
)
from benchmarks.events.personal_data.fresh.shapes import Innocent, Shape, at, filled, within
from benchmarks.events.personal_data.fresh.values import (
    account,
    amex,
    card,
    email,
    four,
    local,
    mobile,
    number,
    six,
)
from benchmarks.events.personal_data.held_out import identities
from benchmarks.events.personal_data.held_out.chains import WALLETS
from benchmarks.events.personal_data.row import Row

SEED, TIMES = 1414, 3


def rows(seed: int = SEED) -> Sequence[Row]:
    return filled(PERSONAL, INNOCENT, seed, TIMES)


def escaped(text: str) -> str:
    return "".join(f"\\u{ord(one):04x}" for one in text)


EMAIL: Mapping[str, Shape] = {
    "ldif": within("dn: cn=x\nmail: @@\nsn: y", email), "toml": within('owner = "@@"\nn = 2', email), "smtp": within("RCPT TO:<@@> ORCPT=rfc822;x", email), "dkim": within("dkim=pass header.i=@@; spf=none", email), "java": within('User[id=4, mail=@@, on=true]', email),
    "python repr": within("{'mail': '@@', 'n': None}", email), "url path": within("GET /api/v2/people/@@/photo HTTP/2", email), "latex": within("\\href{mailto:@@}{write}", email), "tab": within("4\t@@\tx", email), "slash": within("owners: ops/@@", email), "colon": within("user:@@:active", email),
    "quotes": within("“@@”", email), "comma": within("a@, @@, b", email), "hash": within("#@@#", email), "equals": within("--to=@@", email), "emoji": within("📧@@📞", email), "two": lambda r: (f"{email(r)} / {(made := email(r))}", made), "nested": at(["order", "buyer", "details", 0, "login"], email, v=1),
    "xml attribute": within('<p email="@@" n="1"/>', email), "bbcode": within("[email]@@[/email]", email), "angle": within("x <<@@>>", email), "underscored": within("_@@_", email), "after text": within("mailto@@ please", lambda r: " " + email(r)),
    "(AT)(DOT)": spelt("%L(AT)%D", "(DOT)"), "[ at ]": spelt("%L [ at ] %D", " [ dot ] "), "|at|": spelt("%L |at| %D", " |dot| "), "*at*": spelt("%L *at* %D", " *dot* "), "at sign": spelt("%L at sign %D", " dot "), "(@)": spelt("%L (@) %D", " (.) "), "[@]": spelt("%L[@]%D"), "{@}": spelt("%L{@}%D", "{.}"),
    "'at'": spelt('%L "at" %D', ' "dot" '), "chiocciola": spelt("la mia mail: %L chiocciola %D", " punto "), "malpa": spelt("mój adres %L małpa %D", " kropka "), "et": spelt("%L (et) %D", " nokta "), "@ spaced": spelt("%L @%D"), "wide dots": lambda r: ((made := email(r).replace(".", "．")), made),
    "ideographic dots": lambda r: ((made := email(r).replace(".", "。")), made), "bold letters": lambda r: ((made := "".join(chr(0x1D41A + ord(c) - 97) if "a" <= c <= "z" else c for c in email(r))), made), "circled": lambda r: ((made := "".join(chr(0x24D0 + ord(c) - 97) if "a" <= c <= "z" else c for c in email(r))), made),
    "json escapes": coded('{"m":"@@"}', email, escaped), "percent letters": coded("e=@@", email, lambda one: "".join(f"%{ord(c):02x}" for c in one)), "plus space": coded("to=@@+and+more", email, partial(quote, safe="")), "html comment": lambda r: ((made := email(r).replace("@", "<!-- -->@")), made), "span": lambda r: ((made := email(r).replace("@", "<span>@</span>")), made),
    "base64 in json": lambda r: ({"payload": (made := based('{"user":{"email":"' + email(r) + '"}}'))}, made), "data url": coded("data:text/plain;base64,@@", email, based), "basic": coded("Authorization: Basic @@", lambda r: f"{email(r)}:secret99", based), "hex spaces": coded("@@", email, lambda one: one.encode().hex(" ")), "word joiner": lambda r: ((made := email(r).replace("@", "\u2060@\u2060")), made),
}  # fmt: skip
PHONE: Mapping[str, Shape] = {
    **{f"plain {name}": within("cb #: @@ / evening", number(one)) for name, one in {
        "AT": "+43 664 123 ####", "BE": "+32 470 12 ## ##", "FI": "+358 40 123 ####", "HU": "+36 20 123 ####", "IE": "+353 85 123 ####", "PT": "+351 912 345 ###", "RO": "+40 722 123 ###", "BG": "+359 88 123 ####", "HR": "+385 91 123 ####", "RS": "+381 64 123 ####", "LT": "+370 612 34###", "EE": "+372 5123 ####",
        "SA": "+966 50 123 ####", "QA": "+974 3312 ####", "IR": "+98 912 123 ####", "KZ": "+7 701 123 ## ##", "UZ": "+998 90 123 ## ##", "BD": "+880 1712-######", "LK": "+94 71 234 ####", "NP": "+977 984-1######", "KH": "+855 12 345 ###", "LA": "+856 20 5512 ####", "MM": "+95 9 123 456 ###", "HK": "+852 9123 ####", "TW": "+886 912 345 ###",
        "AR": "+54 9 11 1234-####", "CL": "+56 9 1234 ####", "CO": "+57 301 123 ####", "PE": "+51 912 345 ###", "VE": "+58 412-123####", "GH": "+233 24 123 ####", "TZ": "+255 712 345 ###", "MA": "+212 612-34####", "TN": "+216 20 123 ###", "CA": "+1 (604) 555-01##", "CU": "+53 5 123 ####", "IS": "+354 612 ####", "LU": "+352 621 123 ###",
        "VN bare 84": "84-91-###-##-##", "VN brackets": "(091) ### ####", "VN star": "0911.##.##.##", "VN landline": "0236 3### ###", "US no country": "(312) 555-01##", "US dots": "312.555.01##", "GB brackets": "(020) 7946 0###", "DE brackets": "(030) 9018 20##",
    }.items()},
    "tel uri": within("<a href='tel:@@'>", number("+4420794601##")), "json": lambda r: ({"phoneNumbers": [{"value": (made := "+84" + mobile(r)[1:])}]}, made), "csv quoted": within('"x","@@","y"', mobile), "chat vn": within("inb mk qua @@ nhé, k rep fb đâu", mobile), "chat vn 2": within("Zl: @@", mobile), "ship": within("ship về gấp, @@ a Tuấn", mobile),
    "two": lambda r: (f"{mobile(r)}/{(made := mobile(r))}", made), "star dots": coded("ib @@", mobile, lambda one: f"{one[:4]}***{one[4:7]}***{one[7:]}"), "words mixed": coded("my number is @@", mobile, lambda one: told(SPOKEN)(one[:5]) + " " + one[5:]), "words commas": coded("reach me: @@", mobile, told(SPOKEN, ", ")), "vn words dots": coded("gọi @@", mobile, told(SAID, ".")),
    "circled": coded("☎ @@", mobile, lambda one: "".join("⓪①②③④⑤⑥⑦⑧⑨"[int(c)] for c in one)), "devanagari": coded("फ़ोन @@", mobile, lambda one: "".join(chr(0x966 + int(c)) for c in one)), "maths": coded("@@", mobile, lambda one: "".join(chr(0x1D7CE + int(c)) for c in one)), "superscript": coded("tel @@", mobile, lambda one: "".join("⁰¹²³⁴⁵⁶⁷⁸⁹"[int(c)] for c in one)),
    "dashes": coded("phone: @@", mobile, "-".join), "pipes": coded("phone @@", mobile, cut("|", 3)), "commas": coded("sdt @@", mobile, cut(",", 3)), "figure dash": coded("@@", mobile, cut("‒", 4)), "nbsp": coded("@@", mobile, cut("\u202f", 4)), "percent spaces": coded("p=@@", mobile, cut("%20", 3)), "span": coded("@@", mobile, lambda one: f"{one[:4]}<b>{one[4:]}</b>"),
    "bits": fields(("areaCode", "exchange", "lineNumber"), number("4155550199"), (3, 3, 4)), "hex": coded("@@", lambda r: "tel:+84" + mobile(r)[1:], lambda one: one.encode().hex()), "with ext": within("Fon @@-0", number("+49 30 901820")), "wa": within("WhatsApp: wa.me/@@", number("8491#######")), "whatsapp id": within("@@@c.us", number("8491#######")),
}  # fmt: skip
CARD: Mapping[str, Shape] = {
    "sentence": within("My Visa is @@, exp 09/29, cvv 123", card), "amex dashes": coded("@@", amex, lambda one: f"{one[:4]}-{one[4:10]}-{one[10:]}"), "sql": within("INSERT INTO c VALUES (7,'@@');", card), "yaml": within("card:\n  pan: '@@'", card), "query": within("/pay?cc=@@&amt=5", card), "iso": within("DE2=@@|DE4=000000001200", card), "log": within("pan=[@@]", card),
    "chat vn": within("số thẻ e nè: @@ nha", card), "nested": at(["payment", "source", "cardNumber"], card, cvc="123"), "in a list": at(["cards", 0], card), "text in json": lambda r: ({"raw": '{"card_no":"' + (made := card(r)) + '"}'}, made), "quotes": within("“@@”", card), "slashes": within("pan/@@/exp/0929", card), "exp glued": within("@@|09|29|123", card),
    **{f"cut by {mark!r}": coded("nr @@ ok", card, cut(mark)) for mark in ("\u202f", "\u3000", "\u2011", "−", "~", "  ", ":", "|", "*", "+", "\u2060", "\u200b ", "­", "…", "'")}, "pairs": coded("card @@", card, cut(" ", 2)), "eight": coded("card @@", card, cut(" ", 8)),
    "circled": coded("@@", card, lambda one: "".join("⓪①②③④⑤⑥⑦⑧⑨"[int(c)] for c in one)), "maths": coded("@@", card, lambda one: "".join(chr(0x1D7CE + int(c)) for c in one)), "vietnamese words": coded("số thẻ @@", card, told(SAID)), "word dashes": coded("card: @@", card, told(SPOKEN, "-")), "hex": coded("@@", lambda r: f"card {card(r)}", lambda one: one.encode().hex()),
    "brackets": coded("@@", card, lambda one: "".join(f"({one[n : n + 4]})" for n in range(0, 16, 4))), "letters": coded("visa @@", card, lambda one: one.replace("1", "l")), "json escapes": coded('"@@"', card, escaped), "two fields": fields(("first", "second"), card, (8, 8)), "underscored field": fields(("card_1", "card_2", "card_3", "card_4"), card, (4, 4, 4, 4)),
}  # fmt: skip
IBAN: Mapping[str, Shape] = {
    "sentence": within("please refund to @@, thanks", account), "mt940": within(":25:@@EUR", account), "pain": within("<Id><IBAN>@@</IBAN></Id>", account), "json": at(["bank", "iban"], account, bic="X"), "list": at(["accounts", 0], account), "key": lambda r: ({(made := account(r)): 12}, made), "url": within("https://pay.io/t?iban=@@", account), "log": within("debit acct=@@ amt=5", account),
    "quotes": within("'@@'", account), "brackets": within("[@@]", account), "yaml": within("iban: @@\nbic: x", account), "sql": within("WHERE iban='@@'", account), "wide cut": coded("@@", account, lambda one: cut(" ")(one.translate(WIDE))), **{f"cut by {mark!r}": coded("IBAN @@", account, cut(mark)) for mark in ("\u202f", "\u2009", "\t", "–", ",", ":", "\u2060", "\u3000")},
    "mixed case": coded("iban @@", account, lambda one: one[:2].title() + one[2:]), "threes": coded("IBAN @@", account, cut(" ", 3)), "fives": coded("IBAN @@", account, cut(" ", 5)), "country apart": coded("IBAN @@", account, lambda one: f"{one[:2]} {one[2:4]} {one[4:]}"), "hex": coded("@@", lambda r: f"iban {account(r)}", lambda one: one.encode().hex()), "bits": fields(("p1", "p2"), account, (4, 99)), "json escapes": coded('"@@"', account, escaped), "markup": coded("@@", account, cut("<wbr>")),
}  # fmt: skip
IP: Mapping[str, Shape] = {
    "apache error": within("[client @@:52114] AH00124", four), "iptables": within("SRC=@@ DST=10.0.0.5 LEN=60", four), "forwarded": within('Forwarded: for="@@";proto=https', four), "six forwarded": within('Forwarded: for="[@@]:4711"', six), "syslog": within("sshd[77]: Accepted publickey for ops from @@", four), "json": at(["geo", "ip"], four), "list": at(["ips", 0], four),
    "ufw": within("[UFW BLOCK] IN=eth0 SRC=@@", four), "csv": within("7,@@,200", four), "sentence": within("mình vào từ ip @@ mà bị chặn", four), "curl": within("* Connected to x (@@) port 443", four), "dns": within("x.io. 300 IN A @@", four), "aaaa": within("x.io. 300 IN AAAA @@", six), "range": within("@@-@@", four), "slash": within("/@@:8080", four), "hyphens": within("ec2-@@.compute.example.com", lambda r: four(r).replace(".", "-")),
    "hxxp": within("hxxp://@@/x", lambda r: four(r).replace(".", "[.]")), "[dot]": coded("@@", four, lambda one: one.replace(".", "[dot]")), "{.}": coded("@@", four, lambda one: one.replace(".", "{.}")), "chấm": coded("ip của em @@", four, lambda one: one.replace(".", " chấm ")), "spaces": coded("ip @@", four, lambda one: one.replace(".", " . ")), "wide dots": coded("@@", four, lambda one: one.replace(".", "．")), "percent": coded("ip=@@", four, lambda one: one.replace(".", "%2E")),
    "six brackets": within("http://[@@]/", six), "six quoted": within("'@@'", six), "six zone": within("@@%en0", six), "six mask": within("@@/128", six), "maths": coded("@@", four, lambda one: "".join(chr(0x1D7CE + int(c)) if c != "." else c for c in one)), "pieces": lambda r: ({"ip": [*(made := four(r)).split(".")]}, made), "hex": coded("@@", lambda r: f"ip={four(r)}", lambda one: one.encode().hex()), "json escapes": coded('"@@"', four, escaped),
}  # fmt: skip
IDS: Mapping[str, Shape] = {
    **{f"own form {name}": within('{"doc":"@@"}', make) for name, make in identities.OWN_FORM.items()},
    **{f"told {name}": within("KYC ok, " + cues[-1].replace("{}", "@@") + " (scan attached)", make) for name, (make, cues) in identities.TOLD.items()},
    **{f"field {name}": at(["applicant", name], make) for name, make in identities.FIELDS.items()},
    "cccd chat": within("dạ cccd em nè @@ ạ", identities.citizen), "cccd dots": coded("CCCD: @@", identities.citizen, cut(".", 3)), "cccd spaces": coded("căn cước @@", identities.citizen, cut(" ", 3)), "cccd circled": coded("CCCD @@", identities.citizen, lambda one: "".join("⓪①②③④⑤⑥⑦⑧⑨"[int(c)] for c in one)), "ssn words": coded("my ssn is @@", lambda r: identities.ssn(r).replace("-", ""), told(SPOKEN)),
    "ssn dots": within("SSN @@", lambda r: identities.ssn(r).replace("-", ".")), "kind beside": lambda r: ({"kind": "passport", "number": (made := "B" + some(r, 7))}, made), "label beside": lambda r: ({"label": "CCCD", "value": (made := identities.citizen(r))}, made), "query": within("https://x.io/v?cccd=@@", identities.citizen), "base64": coded("@@", lambda r: f"cccd {identities.citizen(r)}", based),
}  # fmt: skip
CRYPTO: Mapping[str, Shape] = {
    **{f"plain {name}": within('{"to":"@@","fee":12}', make) for name, make in WALLETS.items()}, "litecoin uri": within("litecoin:@@", WALLETS["LTC"]), "explorer": within("https://mempool.space/address/@@", WALLETS["BTC segwit"]), "tron": within("https://tronscan.org/#/address/@@", WALLETS["TRX"]), "chat": within("ck usdt về ví @@ nha", WALLETS["TRX"]),
    "sentence": within("send to @@.", WALLETS["BTC taproot"]), "word joiner": coded("@@", WALLETS["ETH lower"], lambda one: one[:10] + "\u2060" + one[10:]), "wide": coded("@@", WALLETS["BTC P2PKH"], lambda one: one.translate(WIDE)), "hex": coded("@@", lambda r: f"btc {WALLETS['BTC P2PKH'](r)}", lambda one: one.encode().hex()), "field": at(["btc_address"], WALLETS["BTC segwit"]), "brackets": within("(@@)", WALLETS["DOGE"]), "newline": coded("@@", WALLETS["BTC segwit"], cut("\n", 21)),
}  # fmt: skip
URL: Mapping[str, Shape] = {
    "redis": within("redis://:@@@cache:6379/0", lambda r: f"pw{some(r, 6)}"), "amqp": within("amqp://svc:@@@mq/vh", lambda r: f"pw{some(r, 6)}"), "basic": within("https://ann:@@@host.io/", lambda r: f"pw{some(r, 6)}"), "refresh": within("https://host.io/cb?refresh_token=@@", lambda r: r.randbytes(12).hex()), "reset": within("https://host.io/reset?token=@@", lambda r: r.randbytes(12).hex()), "client secret": within("https://host.io/t?client_secret=@@", lambda r: r.randbytes(12).hex()),
    "sas": within("https://x.blob.core.host.io/f?sv=2&sig=@@", lambda r: r.randbytes(16).hex()), "mail path": within("https://host.io/u/@@", email), "encoded path": coded("https://host.io/m/@@/x", email, partial(quote, safe="")), "github": within("https://github.com/@@", lambda r: local(r).replace(".", "-").replace("+", "").replace("_", "-")), "medium": within("https://medium.com/@@@", lambda r: "@" + local(r).replace("+", "").replace("-", "_")), "youtube": within("https://youtube.com/@@@", lambda r: "@" + local(r).replace("+", "").replace("-", "_")),
    "threads": within("https://www.threads.net/@@@", lambda r: "@" + local(r).replace("+", "").replace("-", "_")), "viber": within("viber://chat?number=@@", number("%2B8491#######")), "messenger": within("https://m.me/@@", lambda r: local(r).replace("+", "").replace("_", ".").replace("-", ".")), "profile": within("https://host.io/profile/@@", lambda r: local(r).replace("+", "")), "members": within("https://host.io/members/@@/edit", lambda r: local(r).replace("+", "")), "www": within("www.facebook.com/@@", lambda r: local(r).replace("+", "").replace("_", ".").replace("-", ".")),
    "phone parameter": within("https://host.io/x?phone_number=@@", mobile), "name parameter": within("https://host.io/x?first_name=@@&v=2", lambda r: local(r).split(".")[0].split("+")[0]), "phpsessid": within("http://host.io/?PHPSESSID=@@", lambda r: r.randbytes(13).hex()),
}  # fmt: skip
PERSONAL = {"email": EMAIL, "phone": PHONE, "card": CARD, "iban": IBAN, "ip": IP, "national_id": IDS, "crypto": CRYPTO, "url": URL}  # fmt: skip
INNOCENT: Mapping[str, Innocent] = {
    "po": lambda r: f"PO-{some(r, 8)} approved", "order text": lambda r: f"Đơn hàng {some(r, 9)} đã giao", "batch": lambda r: f"batch {some(r, 6)}/{some(r, 3)}", "semver": lambda r: f"v{r.randrange(9)}.{r.randrange(30)}.{r.randrange(30)}-rc.{r.randrange(9)}", "chrome": lambda r: f"Chrome/12{r.randrange(9)}.0.{some(r, 4)}.{r.randrange(99)} Safari/537.36", "date vn": lambda r: f"ngày {r.randrange(10, 28)}/0{r.randrange(1, 9)}/2026 lúc 8h30",
    "iso": lambda r: f"2026-1{r.randrange(2)}-0{r.randrange(1, 9)}T08:15:0{r.randrange(9)}.{some(r, 3)}Z", "millis": lambda r: {"at_ms": 1767225600000 + r.randrange(10**8)}, "price": lambda r: f"${r.randrange(1, 9)},{some(r, 3)},{some(r, 3)}.50", "vnd": lambda r: f"tổng {some(r, 3)}.000đ", "dong": lambda r: f"{r.randrange(1, 9)}{some(r, 2)},000,000 VND", "geo": lambda r: {"lat": 10.5 + r.random(), "lon": 106.5 + r.random()}, "geo text": lambda r: f"@{10.5 + r.random():.6f},{106.5 + r.random():.6f},17z",
    "md5": lambda r: r.randbytes(16).hex(), "git": lambda r: f"commit {r.randbytes(20).hex()}", "short sha": lambda r: f"fixed in {r.randbytes(4).hex()[:7]}", "uuid": lambda r: f"{r.randbytes(4).hex()}-{r.randbytes(2).hex()}-4{r.randbytes(2).hex()[1:]}-a{r.randbytes(2).hex()[1:]}-{r.randbytes(6).hex()}", "isbn": lambda r: f"ISBN-10: 0-{some(r, 3)}-{some(r, 5)}-X", "ean": lambda r: {"ean": some(r, 13)}, "dhl": lambda r: f"DHL tracking number {some(r, 10)}", "sku": lambda r: {"sku": f"TS-{some(r, 3)}-BLK-{some(r, 2)}"}, "serial": lambda r: f"serial no. SN{some(r, 4)}XK{some(r, 3)}",
    "percentage": lambda r: f"{some(r, 2)}.{some(r, 2)}% of {some(r, 4)}", "dims": lambda r: f"{some(r, 3)} x {some(r, 3)} x {some(r, 2)} mm", "list": lambda r: {"levels": [r.randrange(100) for _ in range(6)]}, "ratio": lambda r: f"16:9, {some(r, 4)}:{some(r, 4)}", "css": lambda r: f"color: #{r.randbytes(3).hex()}; margin: 0 0 1{r.randrange(9)}px", "regex": lambda r: r"^\d{3}-\d{4}$" + " " * r.randrange(3), "math": lambda r: f"{some(r, 3)} + {some(r, 3)} = ?", "hours": lambda r: f"open 08:00-2{r.randrange(3)}:30", "at home": lambda r: f"we stayed at home {some(r, 1)} days, dot com boom or not",
    "import": lambda r: f"from pkg.mod{some(r, 1)} import name as n", "decorator": lambda r: f"@app.route{some(r, 1)} was called", "tweet": lambda r: f"thanks @team for {some(r, 2)} issues", "npm": lambda r: f"yarn add @types/node@{some(r, 2)}.{some(r, 1)}.0", "path": lambda r: f"/var/log/app/2026/0{r.randrange(1, 9)}/out.{some(r, 3)}.gz", "site": lambda r: f"https://docs.example.com/v{some(r, 1)}/install#step-{some(r, 1)}", "cidr": lambda r: f"vpc 172.{r.randrange(16, 31)}.0.0/16", "mask": lambda r: "mask 255.255.255.0", "any": lambda r: "bind 0.0.0.0:80", "six any": lambda r: "listen [::]:443 and ::1",
    "chat": lambda r: f"cho mình {some(r, 1)} áo size M màu đen, giao trước {r.randrange(10, 28)}/12 nhé shop", "review": lambda r: f"{r.randrange(1, 5)}/5 stars, bought {some(r, 1)} times", "weights": lambda r: {"weights": [round(r.random(), 6) for _ in range(4)]}, "table": lambda r: "\n".join(f"{some(r, 2)} {some(r, 3)} {some(r, 2)}" for _ in range(3)), "years": lambda r: f"in 19{some(r, 2)}, 19{some(r, 2)}, 2003 and 2011", "four groups": lambda r: f"rooms {some(r, 3)} {some(r, 3)} {some(r, 3)} {some(r, 3)}", "port": lambda r: f"port {some(r, 4)} closed", "error": lambda r: f"E{some(r, 5)}: code 0x8007{r.randbytes(2).hex()}", "score": lambda r: {"score": r.random(), "rank": r.randrange(10**6)},
}  # fmt: skip
