"""IP and MAC addresses."""

from base64 import b64encode
from collections.abc import Iterator
from ipaddress import IPv6Address
from random import Random
from urllib.parse import quote

from benchmarks.events.personal_data.held_out.frames import Maker, ends, framed
from benchmarks.events.personal_data.row import Row
from domain.events.json_value import JsonValue

NETS = (
    (203, 0, 113),
    (198, 51, 100),
    (192, 168, 14),
    (10, 22, 7),
    (172, 20, 3),
    (81, 201, 44),
    (14, 161, 9),
    (113, 190, 250),
)


def four(r: Random) -> str:
    return ".".join(map(str, (*r.choice(NETS), r.randrange(2, 250))))


def six(r: Random) -> IPv6Address:
    groups = [
        r.choice((0x2001, 0x2A02, 0x2405, 0xFD12)),
        *(r.randrange(1, 65535) for _ in range(7)),
    ]
    return IPv6Address(":".join(f"{one:x}" for one in groups))


def shortened(r: Random) -> str:
    return f"{r.choice(('2001:db8', '2a02:8109:9c', 'fd12:34', '2405:4802'))}:{r.randrange(1, 65535):x}::{r.randrange(16, 65535):x}"


WRITTEN: dict[str, Maker] = {
    "v4": four, "v4 port": lambda r: f"{four(r)}:{r.randrange(1024, 65000)}", "v4 url": lambda r: f"http://{four(r)}/index.html",
    "v4 cidr": lambda r: f"{four(r)}/32", "v4 dots hidden": lambda r: four(r).replace(".", "[.]"),
    "v4 (dot)": lambda r: four(r).replace(".", "(dot)"), "v4 wide": lambda r: four(r).translate({n: n + 0xFEE0 for n in range(0x2E, 0x3A)}),
    "v4 zero width": lambda r: four(r).replace(".", ".\u200b"), "v4 entity": lambda r: four(r).replace(".", "&#46;"),
    "v4 percent": lambda r: four(r).replace(".", "%2E"), "v4 dot words": lambda r: four(r).replace(".", " dot "),
    "v4 base64": lambda r: b64encode(f"client {four(r)}".encode()).decode(),
    "v6": lambda r: str(six(r)), "v6 full": lambda r: six(r).exploded, "v6 short": shortened, "v6 capitals": lambda r: shortened(r).upper(),
    "v6 port": lambda r: f"[{shortened(r)}]:8443", "v6 url": lambda r: f"https://[{shortened(r)}]/x", "v6 zone": lambda r: f"fe80::{r.randrange(4096, 65535):x}:{r.randrange(4096, 65535):x}%eth0",
    "v6 mapped": lambda r: f"::ffff:{four(r)}", "v6 translated": lambda r: f"64:ff9b::{four(r)}", "v6 cidr": lambda r: f"{shortened(r)}/128",
    "v6 quoted": lambda r: quote(shortened(r), safe=""),
}  # fmt: skip


def hosts(r: Random) -> Iterator[Row]:
    for shape, make in WRITTEN.items():
        for _ in range(4):
            written = make(r)
            core = (
                written.removeprefix("http://")
                .removesuffix("/index.html")
                .removeprefix("https://[")
                .removesuffix("]/x")
            )
            core = (
                core.removesuffix("/32")
                .removesuffix("/128")
                .removeprefix("[")
                .removesuffix("]:8443")
                .removesuffix("%eth0")
            )
            core = core.rsplit(":", 1)[0] if shape == "v4 port" else core
            yield Row(framed(r, written), "ip", shape, ends(core, least=6))
    for _ in range(4):
        yield from _in_lines(r)
        yield from _hardware(r)


def _in_lines(r: Random) -> Iterator[Row]:
    ip = four(r)
    cases: list[tuple[str, JsonValue]] = [
        ("access log", f'{ip} - - [21/Nov/2026:10:02:11 +0700] "GET / HTTP/1.1" 200 512'),
        ("forwarded", f"X-Forwarded-For: {ip}, 127.0.0.1"),
        ("forwarded v7239", f'Forwarded: for={ip};proto=https;by="_edge"'),
        ("ssh log", f"Failed password for root from {ip} port 51234 ssh2"),
        ("dashes in a host", f"host-{ip.replace('.', '-')}.isp.example"),
        ("field", {"client_ip": ip, "port": 443}), ("key", {ip: 12}), ("nested", {"a": [{"b": {"remote_addr": ip}}]}),
        ("json in text", f'{{"ip":"{ip}"}}'), ("query", f"https://x.example/?ip={ip}&v=2"),
        ("after letters", f"ip{ip}"), ("before a dot", f"It came from {ip}."),
    ]  # fmt: skip
    for shape, value in cases:
        secret = ip.replace(".", "-") if shape == "dashes in a host" else ip
        yield Row(value, "ip", shape, (secret,))


def _hardware(r: Random) -> Iterator[Row]:
    mac = ":".join(f"{r.randrange(256):02x}" for _ in range(6))
    cases: list[tuple[str, JsonValue, str]] = [
        ("field", {"mac_address": mac}, mac), ("told", f"MAC address {mac.upper()}", mac.upper()),
        ("dashes", f"device MAC: {mac.replace(':', '-')}", mac.replace(":", "-")), ("dots", {"deviceMac": dotted(mac)}, dotted(mac)),
    ]  # fmt: skip
    for shape, value, secret in cases:
        yield Row(value, "mac", shape, (secret,))


def dotted(mac: str) -> str:
    plain = mac.replace(":", "")
    return ".".join(plain[at : at + 4] for at in (0, 4, 8))
