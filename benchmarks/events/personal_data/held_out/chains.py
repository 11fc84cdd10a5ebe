"""Addresses of crypto currencies, with their checksums; and links that name somebody."""

from base64 import b64encode
from collections.abc import Callable, Iterator
from random import Random
from urllib.parse import quote

from benchmarks.events.personal_data.digits import some
from benchmarks.events.personal_data.held_out.frames import Maker, ends, framed
from benchmarks.events.personal_data.held_out.mail import LOCALS, address
from benchmarks.events.personal_data.row import Row
from benchmarks.events.personal_data.values import BASE58, base58, bech32
from domain.events.json_value import JsonValue

BECH32M = 0x2BC830A3
RIPPLE = str.maketrans(BASE58, "rpshnaf39wBUDNEGHJKLM4PQRST7VWXYZ2bcdeCg65jkm8oFqi1tuvAxyz")
EIP_55 = (
    "0x457C769F39D8644199c0E5bDbcFbC85B37cE91cb", "0xDe1fc1B0ea6b44f130436Dd729fe69BD9e8CEbA6",
    "0xA07D1deC25b1b087EFe26c07ff0D21D7db0B3377", "0x7738a5C674d37Ff136eaC13f553223A63841460D",
    "0x3B6AA1E68d682728f610fB1c7fd92d5fa2E81478", "0x007152DEa8651F3FcE59796168E9338b87fe1a1a",
    "0x45cFeD925923D43F99735B0320DB2ebBa29a7b37", "0x6C967C681D288c47B1829C2e219c95Ea9dCc11De",
    "0x459506c4F129B2635Ed2dB28768b0DC357D311CC", "0x481e6a12ea4286231C69309E4B5e119E7ec0E071",
    "0x665c6F207889DA2130517400b918ebf8Aa6114dF", "0xB2335C01fBeE9E35ab3c0ac619c62937bFe3caf5",
)  # fmt: skip
"""Checksummed by another implementation of EIP-55."""


Linked = Callable[[Random], tuple[str, str]]


def words(r: Random, size: int, last: int = 31) -> list[int]:
    return [*(r.randrange(32) for _ in range(size - 1)), r.randrange(32) & last]


def solana(r: Random) -> str:
    return base58(r.randbytes(32))[:44]


WALLETS: dict[str, Maker] = {
    "BTC P2PKH": lambda r: base58(b"\0" + r.randbytes(20)), "BTC P2SH": lambda r: base58(b"\5" + r.randbytes(20)),
    "BTC segwit": lambda r: bech32([0, *words(r, 32)], 1), "BTC segwit script": lambda r: bech32([0, *words(r, 52, 16)], 1),
    "BTC taproot": lambda r: bech32([1, *words(r, 52, 16)], BECH32M), "BTC capitals": lambda r: bech32([0, *words(r, 32)], 1).upper(),
    "BTC testnet": lambda r: bech32([0, *words(r, 32)], 1, "tb"),
    "ETH lower": lambda r: "0x" + r.randbytes(20).hex(), "ETH upper": lambda r: "0x" + r.randbytes(20).hex().upper(),
    "ETH checksummed": lambda r: r.choice(EIP_55),
    "LTC": lambda r: base58(b"\x30" + r.randbytes(20)), "LTC M": lambda r: base58(b"\x32" + r.randbytes(20)),
    "LTC segwit": lambda r: bech32([0, *words(r, 32)], 1, "ltc"), "DOGE": lambda r: base58(b"\x1e" + r.randbytes(20)),
    "TRX": lambda r: base58(b"\x41" + r.randbytes(20)), "XRP": lambda r: ripple(b"\0" + r.randbytes(20)),
    "DASH": lambda r: base58(b"\x4c" + r.randbytes(20)), "ZEC": lambda r: base58(b"\x1c\xb8" + r.randbytes(20)),
    "ADA": lambda r: bech32([0, *words(r, 91, 16)], 1, "addr"), "ATOM": lambda r: bech32(words(r, 32), 1, "cosmos"),
    "XMR": lambda r: "4" + r.choice("123456789AB") + "".join(r.choice(BASE58) for _ in range(93)),
}  # fmt: skip


def ripple(payload: bytes) -> str:
    """Ripple counts in base 58 with letters of its own."""
    return base58(payload).translate(RIPPLE)


def chains(r: Random) -> Iterator[Row]:
    for coin, make in WALLETS.items():
        for _ in range(3):
            written = make(r)
            yield Row(framed(r, written), "crypto", coin, ends(written))
    for _ in range(3):
        for coin in ("BTC P2PKH", "BTC taproot", "ETH lower", "ETH checksummed", "TRX"):
            yield from _hidden(coin, WALLETS[coin](r))
        sol = solana(r)
        yield Row(f"SOL wallet: {sol}", "crypto", "SOL, told", (sol,))
        yield Row({"solana_address": sol}, "crypto", "SOL, field", (sol,))
        yield Row(
            {"wallet": {"chain": "solana", "address": sol}},
            "crypto",
            "SOL, beside its chain",
            (sol,),
        )
    for shape, linked in LINKS.items():
        for _ in range(4):
            link, secret = linked(r)
            yield Row(framed(r, link), "url", shape, (secret,))


def _hidden(coin: str, wallet: str) -> Iterator[Row]:
    half = len(wallet) // 2
    cases: list[tuple[str, JsonValue, tuple[str, ...]]] = [
        ("uri", f"bitcoin:{wallet}?amount=0.1" if coin.startswith("BTC") else f"ethereum:{wallet}@1", (wallet,)),
        ("zero width", "\u200b".join(wallet), ("\u200b".join(wallet),)),
        ("base64", b64encode(wallet.encode()).decode(), (b64encode(wallet.encode()).decode()[:12],)),
        ("percent", "".join(f"%{ord(one):02X}" for one in wallet), (f"%{ord(wallet[2]):02X}%{ord(wallet[3]):02X}%{ord(wallet[4]):02X}",)),
        ("explorer", f"https://scan.example/address/{wallet}", (wallet,)),
        ("key", {wallet: 1}, (wallet,)), ("json in text", f'{{"to":"{wallet}"}}', (wallet,)),
        ("over lines", f"{wallet[:half]}\n{wallet[half:]}", (wallet[half:],)),
        ("full width", wallet.translate({n: n + 0xFEE0 for n in range(0x21, 0x7F)}), (wallet.translate({n: n + 0xFEE0 for n in range(0x21, 0x7F)})[:8],)),
    ]  # fmt: skip
    for shape, value, secrets in cases:
        yield Row(value, "crypto", f"{coin}, {shape}", secrets)


def _user(r: Random) -> str:
    return r.choice(LOCALS)


def _pair(pattern: str, make: Maker) -> Linked:
    def link(r: Random) -> tuple[str, str]:
        secret = make(r)
        return pattern.replace("*", secret), secret

    return link


LINKS: dict[str, Linked] = {
    "user and password": _pair("https://*:hunter2@db.example.com/x", _user), "user alone": _pair("ssh://*@git.example.com/repo", _user),
    "password": _pair("postgres://app:*@10.0.0.5:5432/main", lambda r: f"pw{some(r, 6)}x"),
    "email": _pair("https://example.com/verify?email=*", address), "email, encoded": _pair("https://example.com/u?mail=*&a=1", lambda r: quote(address(r), safe="")),
    "token": _pair("https://app.example.com/reset?token=*", lambda r: r.randbytes(16).hex()), "api key": _pair("https://api.example.com/v1/x?api_key=*", lambda r: r.randbytes(12).hex()),
    "session": _pair("http://shop.example/?sid=1&session_id=*", lambda r: r.randbytes(12).hex()), "signature": _pair("https://s3.example/f.pdf?X-Amz-Signature=*", lambda r: r.randbytes(20).hex()),
    "fragment": _pair("https://app.example.com/cb#access_token=*&type=bearer", lambda r: r.randbytes(12).hex()), "users path": _pair("https://example.com/users/*", _user),
    "profile path": _pair("https://social.example/profile/*/photos", _user), "u path": _pair("https://forum.example/u/*", _user), "home": _pair("https://cs.example.edu/~*/index.html", lambda r: _user(r).replace(".", "")),
    "facebook": _pair("https://www.facebook.com/*", _user), "linkedin": _pair("https://www.linkedin.com/in/*/", _user), "github": _pair("https://github.com/*", lambda r: _user(r).replace(".", "-").replace("_", "-")),
    "username": _pair("https://example.com/feed?username=*", _user), "phone": _pair("https://example.com/x?phone=*", lambda r: "09" + some(r, 8)), "name": _pair("https://example.com/q?first_name=*&last_name=X", lambda r: r.choice(("Jonas", "Sofia", "Quynh"))),
    "user id": _pair("https://example.com/x?user=*", _user), "no scheme": _pair("www.example.com/account?login=*", _user), "hxxp": _pair("hxxps://example[.]com/verify?user=*", _user),
    "encoded": _pair("https%3A%2F%2Fexample.com%2Fusers%2F*", _user), "password in query": _pair("https://example.com/l?password=*", lambda r: f"Pw{some(r, 5)}"), "jwt": _pair("https://example.com/a?jwt=eyJhbGciOiJIUzI1NiJ9.*.c2ln", lambda r: b64encode(r.randbytes(15)).decode().replace("/", "a").replace("+", "b")),
    "telegram": _pair("https://t.me/*", lambda r: _user(r).replace(".", "").replace("-", "")), "customers path": _pair("https://example.com/api/customers/*/orders", _user), "twitter": _pair("https://twitter.com/*", lambda r: _user(r).replace(".", "").replace("-", "")),
}  # fmt: skip
