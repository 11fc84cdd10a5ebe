"""Addresses on chains, with the checksum of each."""

from base64 import b32encode, urlsafe_b64encode
from hashlib import blake2b, new, sha256
from random import Random

from benchmarks.events.personal_data.held_out.chains import BECH32M, EIP_55, ripple, words
from benchmarks.events.personal_data.outside.money import Maker
from benchmarks.events.personal_data.values import BASE58, BECH32, base58, bech32
from domain.privacy.keccak import keccak_256


def plain58(whole: bytes) -> str:
    number, made = int.from_bytes(whole, "big"), ""
    while number:
        number, rest = divmod(number, 58)
        made = BASE58[rest] + made
    return "1" * (len(whole) - len(whole.lstrip(b"\0"))) + made


def crc16(data: bytes) -> int:
    """CRC-16/XMODEM."""
    state = 0
    for byte in data:
        state ^= byte << 8
        for _ in range(8):
            state = (state << 1 ^ (0x1021 if state & 0x8000 else 0)) & 0xFFFF
    return state


def stellar(r: Random) -> str:
    body = b"\x30" + r.randbytes(32)
    return b32encode(body + crc16(body).to_bytes(2, "little")).decode()


def ton(r: Random) -> str:
    body = b"\x11\0" + r.randbytes(32)
    return urlsafe_b64encode(body + crc16(body).to_bytes(2, "big")).decode()


def polkadot(r: Random) -> str:
    body = b"\0" + r.randbytes(32)
    return plain58(body + blake2b(b"SS58PRE" + body).digest()[:2])


def algorand(r: Random) -> str:
    key = r.randbytes(32)
    return b32encode(key + new("sha512_256", key).digest()[-4:]).decode().rstrip("=")


def cash(r: Random) -> str:
    """Bitcoin Cash: CashAddr, a BCH code of forty bits."""
    number = int.from_bytes(b"\0" + r.randbytes(20), "big") << 2
    data = [number >> 5 * at & 31 for at in range(33, -1, -1)]
    state = 1
    for one in [*(ord(c) & 31 for c in "bitcoincash"), 0, *data, *[0] * 8]:
        top, state = state >> 35, (state & 0x07FFFFFFFF) << 5 ^ one
        for at, by in enumerate(
            (0x98F2BC8E61, 0x79B76D99E2, 0xF33E5FB3C4, 0xAE2EABE2A8, 0x1E4F43E470)
        ):
            state ^= by if top >> at & 1 else 0
    state ^= 1
    return "bitcoincash:" + "".join(
        BECH32[one] for one in [*data, *(state >> 5 * (7 - at) & 31 for at in range(8))]
    )


def monero(r: Random) -> str:
    """Blocks of eight bytes become eleven letters each; the last four bytes are the checksum."""
    body = r.choice((b"\x12", b"\x2a")) + r.randbytes(64)
    whole = body + keccak_256(body)[:4]
    return "".join(
        plain58(whole[at : at + 8]).rjust(11 if at < 64 else 7, "1") for at in range(0, 69, 8)
    )


def tezos(r: Random) -> str:
    body = bytes((6, 161, 159)) + r.randbytes(20)
    return plain58(body + sha256(sha256(body).digest()).digest()[:4])


def hashed(version: bytes) -> Maker:
    return lambda r: base58(version + r.randbytes(20))


def segwit(chain: str, version: int = 0, size: int = 32, check: int = 1) -> Maker:
    return lambda r: bech32([version, *words(r, size, 16 if size == 52 else 31)], check, chain)


CHECKED: dict[str, Maker] = {
    "btc p2pkh": hashed(b"\0"), "btc p2sh": hashed(b"\5"), "btc segwit": segwit("bc"), "btc script": segwit("bc", 0, 52), "btc taproot": segwit("bc", 1, 52, BECH32M), "btc testnet": hashed(b"\x6f"), "btc testnet segwit": segwit("tb"),
    "eth lower": lambda r: "0x" + r.randbytes(20).hex(), "eth eip-55": lambda r: r.choice(EIP_55), "ltc": hashed(b"\x30"), "ltc p2sh": hashed(b"\x32"), "ltc segwit": segwit("ltc"), "doge": hashed(b"\x1e"), "dash": hashed(b"\x4c"), "trx": hashed(b"\x41"),
    "xrp": lambda r: ripple(b"\0" + r.randbytes(20)), "zec": hashed(b"\x1c\xb8"), "xmr": monero, "xtz": tezos, "bch": cash, "bch bare": lambda r: cash(r).partition(":")[2], "xlm": stellar, "algo": algorand, "dot": polkadot, "ton": ton,
    "ada": segwit("addr", 0, 92), "atom": lambda r: bech32(words(r, 32), 1, "cosmos"), "dgb": segwit("dgb"), "osmo": lambda r: bech32(words(r, 32), 1, "osmo"), "neo": hashed(b"\x17"), "juno": lambda r: bech32(words(r, 32), 1, "juno"),
}  # fmt: skip
SOLANA = ("SOL wallet {}", "solana: {}", "ví solana {}", "my phantom address is {}")


def solana(r: Random) -> str:
    return plain58(r.randbytes(32))
