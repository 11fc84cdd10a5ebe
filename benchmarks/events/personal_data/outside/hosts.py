"""Addresses of machines in each textual form of RFC 4291, RFC 5952, RFC 6874 and RFC 3986."""

from ipaddress import IPv6Address
from random import Random

from benchmarks.events.personal_data.outside.money import Maker


def four(r: Random) -> str:
    return f"{r.choice((5, 14, 42, 77, 103, 118, 171, 198, 212))}.{r.randrange(1, 255)}.{r.randrange(1, 255)}.{r.randrange(2, 255)}"


def six(r: Random) -> IPv6Address:
    return IPv6Address(
        (r.choice((0x2001_0DB8, 0x2A02_06B8, 0x2405_4800)) << 96) | r.getrandbits(90)
    )


def shortened(r: Random) -> str:
    return str(IPv6Address((0x2001_0DB8 << 96) | r.getrandbits(48)))


FORMS: dict[str, Maker] = {
    "four": four, "private": lambda r: f"10.{r.randrange(255)}.{r.randrange(255)}.{r.randrange(1, 255)}", "172": lambda r: f"172.{r.randrange(16, 32)}.{r.randrange(255)}.{r.randrange(1, 255)}", "port": lambda r: f"{four(r)}:{r.randrange(1024, 65535)}", "host mask": lambda r: f"{four(r)}/32",
    "six": lambda r: str(six(r)), "six capitals": lambda r: str(six(r)).upper(), "six full": lambda r: six(r).exploded, "six short": shortened, "six bracketed": lambda r: f"[{six(r)}]", "six port": lambda r: f"[{six(r)}]:{r.randrange(1024, 65535)}", "zone": lambda r: f"fe80::{r.getrandbits(16):x}:{r.getrandbits(16):x}%eth0",
    "zone number": lambda r: f"fe80::{r.randrange(4096, 65535):x}%12", "zone dotted": lambda r: f"fe80::{r.randrange(4096, 65535):x}%wlan0.100", "zone url": lambda r: f"http://[fe80::{r.randrange(4096, 65535):x}%25en1]/", "mapped": lambda r: f"::ffff:{four(r)}", "mapped hex": lambda r: f"::ffff:{r.randrange(4096, 65535):x}:{r.randrange(4096, 65535):x}",
    "mapped bracketed": lambda r: f"[::ffff:{four(r)}]:443", "nat64": lambda r: f"64:ff9b::{four(r)}", "compatible": lambda r: f"::{four(r)}", "six mask": lambda r: f"{six(r)}/128", "6to4": lambda r: f"2002:{r.randrange(4096, 65535):x}:{r.randrange(4096, 65535):x}::1", "ula": lambda r: f"fd{r.getrandbits(8):02x}:{r.getrandbits(16):x}::{r.randrange(2, 99)}",
    "url": lambda r: f"http://{four(r)}:8080/status", "six url": lambda r: f"https://[{six(r)}]:8443/x", "arpa": lambda r: ".".join(reversed(four(r).split("."))) + ".in-addr.arpa", "hyphens": lambda r: f"ip-{four(r).replace('.', '-')}.ec2.internal", "[.]": lambda r: four(r).replace(".", "[.]"), "(.)": lambda r: four(r).replace(".", "(.)"),
    "[dot]": lambda r: four(r).replace(".", "[dot]"), " dot ": lambda r: four(r).replace(".", " dot "), " chấm ": lambda r: four(r).replace(".", " chấm "), "last [.]": lambda r: "[.]".join(four(r).rsplit(".", 1)), "six [:]": lambda r: shortened(r).replace(":", "[:]"), "spaced": lambda r: four(r).replace(".", " . "), "padded": lambda r: ".".join(f"{int(one):03}" for one in four(r).split(".")),
    "proto": lambda r: f"tcp://{four(r)}", "git": lambda r: f"root@{four(r)}", "range": lambda r: (lambda one: f"{one}-{one.rpartition('.')[0]}.254")(four(r)), "unc": lambda r: f"\\\\{four(r)}\\share",
}  # fmt: skip
CUED: dict[str, Maker] = {
    "decimal": lambda r: f"ip (decimal) {r.randrange(1 << 30, 1 << 32)}",
    "hex": lambda r: f"IP 0x{r.randrange(1 << 30, 1 << 32):08X}",
}
"""Numbers that only their announcement makes an address."""
