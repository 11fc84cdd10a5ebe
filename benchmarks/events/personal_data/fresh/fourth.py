"""The fourth set: written and measured before the finder was changed for it, and then mended by."""

from base64 import b64encode
from collections.abc import Mapping, Sequence
from functools import partial
from urllib.parse import quote

from benchmarks.events.personal_data.digits import luhn, some
from benchmarks.events.personal_data.fresh.disguises import (
    ARABIC,
    LOOK,
    SAID,
    SPOKEN,
    WIDE,
    based,
    changed,
    coded,
    cut,
    fields,
    spelt,
    told,
)
from benchmarks.events.personal_data.fresh.shapes import Innocent, Shape, at, filled, within
from benchmarks.events.personal_data.fresh.values import (
    DOMAINS,
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

SEED, TIMES = 1618, 3


def rows(seed: int = SEED) -> Sequence[Row]:
    return filled(PERSONAL, INNOCENT, seed, TIMES)


EMAIL: Mapping[str, Shape] = {
    "log line": within("2026-03-04T10:11:12Z WARN mailer bounce rcpt=<@@> status=5.1.1", email), "sql": within("UPDATE users SET mail='@@', tries=3 WHERE pk=77;", email),
    "yaml": within("owner:\n  contact: @@\n  tier: 2", email), "csv": within("7;paid;@@;2026-01-02", email), "markdown": within("see [the owner](mailto:@@) or wiki", email),
    "ics": within("ATTENDEE;CN=x;RSVP=TRUE:mailto:@@", email), "chat": within("ok b ơi gửi qua @@ giúp mình nhé 🙏", email), "stack": within('ValueError: no such member "@@" at line 40', email),
    "git": within("Signed-off-by: x <@@>", email), "trailing dot": within("Please write to @@.", email), "brackets": within("(@@)", email), "shouted": coded("REPLY TO @@ NOW", email, str.upper),
    "header": at(["headers", "Reply-To"], email, n=1), "in a list": at(["to", 0], email), "as a key": lambda r: ({(made := email(r)): {"seen": 2}}, made),
    "json in json": lambda r: ({"raw": '{"a":{"m":"' + (made := email(r)) + '"}}'}, made), "html": within('<a href="/x" title="@@">me</a>', email), "pipe": within("id|mail|n\n4|@@|2", email),
    "(at) dot": spelt("%L (at) %D", " dot "), "[at][dot]": spelt("%L[at]%D", "[dot]"), "{at}": spelt("write %L {at} %D please", "{dot}"), "<at>": spelt("%L<at>%D", "<dot>"),
    "at dot": spelt("you can reach me at %L at %D", " dot "), "AT DOT": spelt("%L AT %D", " DOT "), "_at_": spelt("%L_at_%D", "_dot_"), "-at-": spelt("%L-at-%D", "-dot-"), "(a)(.)": spelt("%L(a)%D", "(.)"),
    "ät": spelt("%L (ät) %D", " punkt "), "arroba": spelt("mi correo es %L arroba %D", " punto "), "arobase": spelt("%L arobase %D", " point "), "a còng": spelt("mail em là %L a còng %D", " chấm "),
    "собака": spelt("пиши на %L собака %D", " точка "), "at the rate": spelt("%L at the rate %D", " dot "), "spaces": spelt("%L @ %D", " . "), "wide": changed(within("送信先 @@ まで", email), WIDE),
    "wide sign": lambda r: ((made := email(r).replace("@", "＠")), made), "small sign": lambda r: ((made := email(r).replace("@", "﹫")), made), "look-alikes": changed(within("@@", email), LOOK),
    "zero width": lambda r: ("mail: " + (made := email(r).replace("@", "\u200b@\u200d")), made), "soft hyphen": lambda r: ((made := "\u00ad".join(email(r))), made), "percent": coded("q=@@&n=3", email, partial(quote, safe="")),
    "percent twice": coded("u=@@", email, lambda one: quote(quote(one, safe=""), safe="")), "entity": lambda r: ("to " + (made := email(r).replace("@", "&#64;").replace(".", "&#46;")), made),
    "named entity": lambda r: ((made := email(r).replace("@", "&commat;").replace(".", "&period;")), made), "all entities": coded("@@", email, lambda one: "".join(f"&#x{ord(c):x};" for c in one)),
    "escape": lambda r: ("m=" + (made := email(r).replace("@", "\\u0040")), made), "hex escape": lambda r: ("m=" + (made := email(r).replace("@", "\\x40")), made), "base64": coded("token @@", email, based),
    "base64 of a line": coded("body=@@", lambda r: f"From: me <{email(r)}>\nHi", based), "base64 of json": coded("@@", lambda r: '{"mail": "' + email(r) + '"}', based), "hex": coded("blob @@ end", email, lambda one: one.encode().hex()),
    "backwards": coded("@@", email, lambda one: one[::-1]), "spaced out": lambda r: ((made := " ".join(email(r))), made), "no spam": lambda r: ((made := email(r).replace("@", "@NOSPAM.")), made),
    "split fields": lambda r: ({"email_user": (who := local(r).replace("+", "")), "email_domain": r.choice(DOMAINS)}, who),
}  # fmt: skip
FORMATS = {
    "VN landline": "+84 28 38## ####", "VN local landline": "(024) 39## ####", "VN dots": "0912.###.###", "VN pairs": "09 12 ## ## ##", "US dots": "+1.415.555.01##", "US": "1 (212) 555-01##", "GB": "+44 (0)7911 1#####", "GB landline": "+44 20 7946 0###",
    "DE": "+49 171 1######", "DE slash": "+49 30/901820##", "FR": "+33 (0)6 12 34 ## ##", "FR local": "06.12.34.##.##", "ES": "+34 612 34 ## ##", "IT": "+39 333 12#####", "NL": "+31 6 1234####", "SE": "+46 70 123 ## ##", "NO": "+47 412 ## ###", "DK": "+45 20 ## ## ##",
    "PL": "+48 512 ### ###", "RU": "+7 (912) 345-##-##", "UA": "+380 67 123 ## ##", "TR": "+90 532 ### ## ##", "IN": "+91-98765-#####", "CN": "+86 138-1234-####", "JP": "+81 (0)90-1234-####", "KR": "+82 10-1234-####", "SG": "+65 9123 ####", "MY": "+60 12-345 ####",
    "ID": "+62 812-3456-####", "PH": "+63 917 123 ####", "TH": "+66 81 234 ####", "AU": "+61 412 345 ###", "NZ": "+64 21 123 ####", "BR": "+55 (11) 91234-####", "MX": "+52 55 1234 ####", "ZA": "+27 82 123 ####", "NG": "+234 803 123 ####", "KE": "+254 712 ### ###",
    "AE": "+971 50 123 ####", "IL": "+972-50-123-####", "EG": "+20 100 123 ####", "PK": "+92 300 123####", "GR": "+30 694 123 ####", "CZ": "+420 601 ### ###", "CH": "+41 79 123 ## ##", "double zero": "00 33 6 12 34 ## ##", "no spaces": "+4917112345##",
}  # fmt: skip
LOCAL = {
    "GB local": ("ring me on @@", "07911 12####"), "DE local": ("Tel.: @@", "0171/12#####"), "ES local": ("mi móvil es el @@", "612 34 ## ##"), "NL local": ("bel @@ na 5 uur", "06-1234####"), "SE local": ("mobil @@", "070-123 ## ##"),
    "IN local": ("call @@ anytime", "98765 #####"), "CN local": ("手机 @@", "1381234####"), "JP local": ("電話番号：@@", "090-1234-####"), "KR local": ("연락처 @@", "010-1234-####"), "BR local": ("meu zap é @@", "(11) 91234-####"),
    "AU local": ("mob @@", "0412 345 ###"), "ID local": ("WA @@", "0812-3456-####"), "US seven": ("my phone is @@", "555-01##"), "extension": ("Phone @@ ext. 14", "(415) 555-01##"), "RU local": ("тел. @@", "8 (912) 345-##-##"), "sms": ("sms:@@", "+8491#######"),
}  # fmt: skip
PHONE: Mapping[str, Shape] = {
    **{f"plain {name}": within("Client reachable: @@ (after noon)", number(one)) for name, one in FORMATS.items()},
    **{f"told {name}": within(text, number(one)) for name, (text, one) in LOCAL.items()},
    "words": coded("my number is @@", mobile, told(SPOKEN)), "words dashed": coded("call @@", mobile, told(SPOKEN, "-")), "vietnamese words": coded("sđt em là @@", mobile, told(SAID)), "wide": coded("電話 @@", mobile, lambda one: one.translate(WIDE)),
    "arabic digits": coded("هاتف @@", mobile, lambda one: one.translate(ARABIC)), "single spaces": coded("goi minh @@ nhe", mobile, " ".join), "single dots": coded("@@", mobile, ".".join), "zero width": coded("@@", mobile, "\u200b".join),
    "underscores": coded("zalo @@", mobile, cut("_", 3)), "slashes": coded("lh @@", mobile, cut("/", 4)), "letters": coded("sdt @@", mobile, lambda one: one.replace("0", "O").replace("1", "l")), "percent": coded("tel=@@", lambda r: "+84" + mobile(r)[1:], partial(quote, safe="")),
    "entity": coded("t: @@", lambda r: "+84" + mobile(r)[1:], lambda one: one.replace("+", "&#43;")), "keycaps": coded("@@", mobile, lambda one: "".join(f"{c}\ufe0f\u20e3" for c in one)), "base64": coded("@@", lambda r: "phone: +84" + mobile(r)[1:], based),
    "number in json": lambda r: ({"contact": {"mobile": (made := int("84" + mobile(r)[1:]))}}, str(made)), "pieces": fields(("country_code", "area_code", "number"), lambda r: "84" + mobile(r)[1:], (2, 2, 7)),
    "as a key": lambda r: ({"+84" + (made := mobile(r)[1:]): 1}, made), "vcard": within("TEL;TYPE=CELL:@@", number("+8491#######")), "csv": within("12,@@,ok", number("+8498#######")), "in a file name": within("rec_@@_20260102.wav", number("+8498#######")),
}  # fmt: skip
CARD: Mapping[str, Shape] = {
    "bare": within("charged @@ today", card), "amex": coded("amex @@", amex, lambda one: f"{one[:4]} {one[4:10]} {one[10:]}"), "log": within('{"lvl":"err","msg":"declined @@"}', card), "track 2": within(";@@=29121010000000000?", card),
    "track 1": within("%B@@^DOE/J^2912101?", card), "glued": within("card=@@;cvv=000", card), "xml": within("<pan>@@</pan>", card), "number": lambda r: ({"pan": int(made := card(r))}, made), "as a key": lambda r: ({(made := card(r)): "x"}, made),
    **{f"cut by {mark!r}": coded("pay with @@ pls", card, cut(mark)) for mark in (" ", "-", ".", "_", "/", "\u00a0", "\u2009", " - ", "–", "—", "\u200b", "·", "\n", "\t", ", ")},
    "wide": coded("カード @@", card, lambda one: one.translate(WIDE)), "arabic digits": coded("@@", card, lambda one: one.translate(ARABIC)), "single spaces": coded("@@", card, " ".join), "words": coded("the card is @@", card, told(SPOKEN)),
    "percent": coded("n=@@", card, lambda one: "%20".join(one[n : n + 4] for n in range(0, 16, 4))), "base64": coded("p=@@", lambda r: f"pan={card(r)}", based), "markup": coded("@@", card, lambda one: f"<b>{one[:4]}</b> <i>{one[4:8]}</i> {one[8:]}"),
    "letters": coded("card @@", card, lambda one: one.replace("0", "O")), "four fields": fields(("c1", "c2", "c3", "c4"), card, (4, 4, 4, 4)), "entities": coded("@@", card, lambda one: "".join(f"&#{ord(c)};" for c in one)),
}  # fmt: skip
IBAN: Mapping[str, Shape] = {
    "bare": within("Bitte an @@ senden", account), "cued": within("IBAN:@@", account), "glued": within("IBAN@@", account), "payto": within("payto://iban/@@?amount=EUR:5", account), "swift": within(":59:/@@\nX GMBH", account), "xml": within("<IBAN>@@</IBAN>", account),
    "field": at(["debtor", "account"], account, currency="EUR"), "csv": within("77;@@;12,50", account), "qr": within("BCD\n002\n1\nSCT\n\nX\n@@\nEUR5", account),
    **{f"cut by {mark!r}": coded("Konto @@.", account, cut(mark)) for mark in (" ", "-", ".", "\u00a0", "_", "/", "\u200b", "  ")}, "small": coded("iban @@", account, str.lower), "small cut": coded("@@", account, lambda one: cut(" ")(one.lower())),
    "wide": coded("@@", account, lambda one: one.translate(WIDE)), "percent": coded("i=@@", account, cut("%20")), "entity": coded("@@", account, cut("&nbsp;")), "base64": coded("@@", lambda r: f"IBAN {account(r)}", based), "lines": coded("@@", account, cut("\n", 8)),
}  # fmt: skip
IP: Mapping[str, Shape] = {
    "port": within("client=@@:443", four), "forwarded": within("X-Forwarded-For: @@, 10.0.0.1", four), "nginx": within('@@ - - [04/Mar/2026:10:11:12 +0000] "GET / HTTP/1.1" 200 12', four), "sshd": within("Failed password for root from @@ port 5022 ssh2", four),
    "defanged": coded("seen at @@", four, lambda one: one.replace(".", "[.]")), "defanged round": coded("@@", four, lambda one: one.replace(".", "(.)")), "dot": coded("host @@", four, lambda one: one.replace(".", " dot ")), "mask": within("allow @@/32;", four), "v=": within("v=@@", four), "key": lambda r: ({(made := four(r)): 4}, made),
    "field": at(["client", "remote_addr"], four), "wide": coded("@@", four, lambda one: one.translate(WIDE)), "zero width": coded("@@", four, lambda one: one.replace(".", ".\u200b")), "six": within("from @@ accepted", six), "six port": within("[@@]:8443", six),
    "six zone": within("fe80::1c2d:@@%eth0", lambda r: f"{r.randrange(4096, 65536):x}"), "mapped": within("::ffff:@@", four), "six percent": coded("ip=@@", six, lambda one: one.replace(":", "%3A")), "six capitals": coded("peer @@", six, str.upper), "entity": coded("@@", four, lambda one: one.replace(".", "&#46;")),
    "url": within("http://@@/admin", four), "quoted": within('"ip":"@@"', four), "base64": coded("@@", lambda r: f"remote_addr={four(r)}", based),
}  # fmt: skip
IDS: Mapping[str, Shape] = {
    **{f"own form {name}": within("Ausweis/ID des Kunden: @@ (geprüft)", make) for name, make in identities.OWN_FORM.items()},
    **{f"told {name}": within("note; " + cues[0].replace("{}", "@@") + "; checked", make) for name, (make, cues) in identities.TOLD.items()},
    "cccd wide": coded("CCCD @@", identities.citizen, lambda one: one.translate(WIDE)), "cccd spaces": coded("so cccd: @@", identities.citizen, " ".join), "cccd field": at(["kyc", "soCCCD"], identities.citizen), "id_type": lambda r: ({"id_type": "passport", "id_number": (made := "C" + some(r, 7))}, made),
    "cccd words": coded("số căn cước @@", identities.citizen, told(SAID)), "ssn field": at(["person", "ssn"], identities.ssn), "type beside": lambda r: ({"document": {"type": "cccd", "value": (made := identities.citizen(r))}}, made),
}  # fmt: skip
CRYPTO: Mapping[str, Shape] = {
    **{f"plain {name}": within("refund -> @@ (tx pending)", make) for name, make in WALLETS.items()}, "uri": within("bitcoin:@@?amount=0.01", WALLETS["BTC segwit"]), "ethereum uri": within("ethereum:@@@1", WALLETS["ETH lower"]), "field": at(["payout", "wallet_address"], WALLETS["TRX"]),
    "key": lambda r: ({(made := WALLETS["BTC P2PKH"](r)): 2}, made), "url": within("https://etherscan.io/address/@@", WALLETS["ETH lower"]), "zero width": coded("@@", WALLETS["BTC P2PKH"], lambda one: one[:9] + "\u200b" + one[9:]), "cut": coded("wallet @@", WALLETS["BTC P2PKH"], cut(" ")),
    "base64": coded("@@", lambda r: f"btc {WALLETS['BTC P2PKH'](r)}", based), "quoted": within("'@@'", WALLETS["LTC"]), "solana": within("my sol wallet: @@", lambda r: "".join(r.choice("123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz") for _ in range(44))),
}  # fmt: skip
URL: Mapping[str, Shape] = {
    "password": within("postgres://app:@@@db.internal:5432/x", lambda r: f"pw{some(r, 6)}"), "token": within("https://api.host.io/v1/x?access_token=@@", lambda r: r.randbytes(12).hex()), "fragment": within("https://app.host.io/cb#id_token=@@", lambda r: r.randbytes(16).hex()), "email": within("https://host.io/unsub?e=@@", email),
    "percent email": coded("https://host.io/unsub?e=@@", email, partial(quote, safe="")), "whatsapp": within("https://wa.me/@@", number("8491#######")), "zalo": within("https://zalo.me/@@", mobile), "telegram": within("https://t.me/@@", lambda r: local(r).replace(".", "_").replace("+", "").replace("-", "_")), "linkedin": within("https://www.linkedin.com/in/@@/", lambda r: local(r).replace(".", "-").replace("+", "").replace("_", "-")),
    "facebook": within("https://facebook.com/@@", lambda r: local(r).replace("+", "").replace("_", ".").replace("-", ".")), "instagram": within("ig https://instagram.com/@@", lambda r: local(r).replace("+", "").replace("-", "_")), "tiktok": within("https://www.tiktok.com/@@@/video/7", lambda r: "@" + local(r).replace("+", "").replace("-", "_")), "x": within("https://x.com/@@/status/99", lambda r: local(r).replace("+", "").replace("-", "_").replace(".", "_")),
    "user path": within("https://host.io/users/@@/orders", lambda r: local(r).replace("+", "")), "user parameter": within("https://host.io/o?user=@@&p=2", lambda r: local(r).replace("+", "")), "session": within("https://host.io/x;jsessionid=@@", lambda r: r.randbytes(12).hex().upper()), "key": within("https://maps.host.io/?api_key=@@", lambda r: r.randbytes(12).hex()),
    "msisdn": within("http://gw.host.io/send?msisdn=@@&t=1", number("8491#######")), "signature": within("https://s3.host.io/f?X-Amz-Signature=@@", lambda r: r.randbytes(32).hex()), "sip": within("sip:@@;transport=tls", email), "mastodon": within("https://mastodon.social/@@@", lambda r: "@" + local(r).replace(".", "_").replace("+", "").replace("-", "_")), "tel": within("tel:@@", number("+8491#######")),
}  # fmt: skip
PERSONAL = {"email": EMAIL, "phone": PHONE, "card": CARD, "iban": IBAN, "ip": IP, "national_id": IDS, "crypto": CRYPTO, "url": URL}  # fmt: skip
INNOCENT: Mapping[str, Innocent] = {
    "order": lambda r: f"order #{some(r, 10)} shipped", "order field": lambda r: {"order_no": some(r, 12), "qty": 2}, "invoice": lambda r: f"INV-2026-{some(r, 6)}", "version": lambda r: f"upgraded to 10.{r.randrange(9)}.{r.randrange(99)}.{r.randrange(9)} build", "version field": lambda r: {"version": f"4.18.{r.randrange(99)}.{r.randrange(9)}"},
    "date": lambda r: f"due 2026-0{r.randrange(1, 9)}-1{r.randrange(9)} 14:30:00", "epoch": lambda r: {"ts": 1767225600 + r.randrange(10**6)}, "epoch text": lambda r: f"ts=17672{some(r, 8)}", "price": lambda r: f"{r.randrange(1, 9)}.{some(r, 3)}.{some(r, 3)} VND", "coordinates": lambda r: f"21.0{some(r, 5)}, 105.8{some(r, 5)}", "sha": lambda r: r.randbytes(20).hex(),
    "sha256": lambda r: f"sha256:{r.randbytes(32).hex()}", "uuid": lambda r: f"{r.getrandbits(128):032x}", "isbn": lambda r: f"ISBN 978-0-306-40615-{r.randrange(10)}", "ean": lambda r: f"EAN {some(r, 13)}", "tracking": lambda r: f"tracking 1Z999AA1{some(r, 10)}", "imei-less": lambda r: f"sku {some(r, 8)}-{some(r, 2)}", "not luhn": lambda r: f"ref {luhn('4' + some(r, 14))[:-1]}{(int(luhn('4' + some(r, 14))[-1]) + 5) % 10}x",
    "percent": lambda r: f"up {some(r, 2)}.{some(r, 4)}% since 2019", "size": lambda r: f"{some(r, 4)}x{some(r, 4)} px", "range": lambda r: f"pages {some(r, 3)}-{some(r, 3)}", "chat": lambda r: f"shop còn size {r.randrange(36, 44)} không ạ, mình lấy {r.randrange(1, 5)} đôi", "at": lambda r: f"meet at gate {some(r, 2)} at {r.randrange(1, 12)} pm, dot it down", "dotted": lambda r: f"see section {r.randrange(9)}.{r.randrange(9)}.{r.randrange(9)}.{r.randrange(9)}",
    "handle": lambda r: f"npm i @scope/pkg@{r.randrange(9)}.{r.randrange(9)}.{r.randrange(9)}", "image": lambda r: f"icon@{r.randrange(2, 4)}x.png", "url": lambda r: f"https://example.com/products/{some(r, 6)}?page={r.randrange(9)}", "docs": lambda r: "https://docs.python.org/3/library/re.html#re.sub", "loopback": lambda r: "listening on 127.0.0.1:8080", "cidr": lambda r: "route 10.20.0.0/16 via eth1", "score": lambda r: f"won 3-2 ({r.randrange(99)}:{r.randrange(99)})",
    "base64": lambda r: b64encode(r.randbytes(24)).decode(), "jwtless": lambda r: f"etag W/\"{r.randbytes(8).hex()}\"", "mac in name": lambda r: f"model AB-{some(r, 4)}-{some(r, 4)}", "time": lambda r: f"{r.randrange(10, 23)}:{r.randrange(10, 59)}:{r.randrange(10, 59)}.{some(r, 6)}", "amounts": lambda r: {"amounts": [r.randrange(10**4), r.randrange(10**5), 12.5]}, "ids": lambda r: {"product_ids": [some(r, 6), some(r, 6)]}, "long count": lambda r: {"bytes": r.randrange(10**9, 10**12)},
    "sentence": lambda r: f"The {r.choice(('third', 'fifth'))} batch had {some(r, 3)} items and {some(r, 2)} were late", "seven digits": lambda r: f"lot {some(r, 7)}", "zip": lambda r: f"zip {some(r, 5)}-{some(r, 4)}", "flight": lambda r: f"VN{some(r, 3)} HAN-SGN 06:{some(r, 1)}5", "phone word": lambda r: "phone case, black, 6.1 inch", "card word": lambda r: f"gift card 50 USD, {some(r, 2)} left",
}  # fmt: skip
