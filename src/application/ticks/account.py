"""What became of everything that a collector was told."""

from dataclasses import dataclass, fields


@dataclass(slots=True)
class Account:
    """Trades, but for `refused` messages, `cuts` of connections, and minutes.

    `received` came live; of them `kept` were new, `duplicates` were known, `late` came after a
    newer one and were new, `conflicts` said another thing than the trade that is held, `left` are
    another collector's to keep, `implausible` have ids that nothing confirmed. `missed` did not
    come, `filled` were asked for and are kept, `absent` the exchange has not. `audited` minutes
    were held against the exchange's own, and `mismatches` of them differ.
    """

    received: int = 0
    kept: int = 0
    duplicates: int = 0
    late: int = 0
    conflicts: int = 0
    left: int = 0
    implausible: int = 0
    missed: int = 0
    filled: int = 0
    absent: int = 0
    refused: int = 0
    cuts: int = 0
    spilled: int = 0
    audited: int = 0
    mismatches: int = 0

    def lines(self) -> list[str]:
        return [f"{one.name:<11} {getattr(self, one.name):>12,}" for one in fields(self)]
