"""Points on the curves of EdDSA (RFC 8032) that are nobody's key, though libraries take them.

Under a key of small order one signature is good for any text, or for every eighth.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Edwards:
    """`size` is a point's length in octets: y in little-endian, and the sign of x in the last bit.

    `small` are the y of all points whose order divides the cofactor.
    """

    size: int
    prime: int
    small: frozenset[int]

    def is_key(self, point: bytes) -> bool:
        """Whether it is written as RFC 8032 says (5.1.3, 5.2.3), and of a large order."""
        y = int.from_bytes(point, "little") & ~(1 << 8 * self.size - 1)
        return len(point) == self.size and y < self.prime and y not in self.small


P25519, P448 = 2**255 - 19, 2**448 - 2**224 - 1
EIGHTH = 0x05FC536D880238B13933C6D305ACDFD5F098EFF289F4C345B027B2C28F95E826
"""The y of a point of order 8 on Ed25519."""
CURVES: Mapping[str, Edwards] = {
    "Ed25519": Edwards(32, P25519, frozenset({0, 1, P25519 - 1, EIGHTH, P25519 - EIGHTH})),
    "Ed448": Edwards(57, P448, frozenset({0, 1, P448 - 1})),
}
