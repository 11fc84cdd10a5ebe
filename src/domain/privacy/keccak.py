"""Keccak-256 as Ethereum uses it: the sponge of FIPS 202 with the padding from before it."""

RATE, LANES = 136, 17
"""Bytes and 64-bit lanes that one block takes."""
MASK = (1 << 64) - 1


def _turns() -> list[tuple[int, int]]:
    """Return for each lane whence it comes, and by how many bits it turns."""
    x, y, turns = 1, 0, {0: (0, 0)}
    for step in range(24):
        goes = (y, (2 * x + 3 * y) % 5)
        turns[goes[0] + 5 * goes[1]] = (x + 5 * y, (step + 1) * (step + 2) // 2 % 64)
        x, y = goes
    return [turns[at] for at in range(25)]


def _constants() -> list[int]:
    """Return the constants of the 24 rounds, from their shift register."""
    register, constants = 1, []
    for _ in range(24):
        constant = 0
        for bit in range(7):
            constant |= (register & 1) << ((1 << bit) - 1)
            register = register << 1 ^ (0x171 if register & 0x80 else 0)
        constants.append(constant)
    return constants


TURNS, CONSTANTS = _turns(), _constants()
NEIGHBOURS = [(at, at - at % 5 + (at + 1) % 5, at - at % 5 + (at + 2) % 5) for at in range(25)]


def keccak_256(message: bytes) -> bytes:
    """Return the 32 bytes of the hash of a message of less than 136 bytes."""
    block = bytearray(message.ljust(RATE, b"\0"))
    block[len(message)] ^= 0x01
    block[-1] ^= 0x80
    lanes = [int.from_bytes(block[8 * at : 8 * at + 8], "little") for at in range(LANES)]
    lanes += [0] * (25 - LANES)
    for constant in CONSTANTS:
        lanes = _round(lanes, constant)
    return b"".join(lane.to_bytes(8, "little") for lane in lanes[:4])


def _round(lanes: list[int], constant: int) -> list[int]:
    """Mix columns (theta), move and turn lanes (rho, pi), mix rows (chi), break symmetry (iota).

    Written out without calls: 24 rounds of 25 lanes are the price of one address.
    """
    columns = [
        lanes[x] ^ lanes[x + 5] ^ lanes[x + 10] ^ lanes[x + 15] ^ lanes[x + 20] for x in range(5)
    ]
    mixed = [columns[x - 1] ^ (columns[x - 4] << 1 & MASK | columns[x - 4] >> 63) for x in range(5)]
    moved = [
        (lane := lanes[comes] ^ mixed[comes % 5]) << by & MASK | lane >> 64 - by
        for comes, by in TURNS
    ]
    made = [moved[at] ^ (~moved[one] & moved[two]) for at, one, two in NEIGHBOURS]
    made[0] ^= constant
    return made
