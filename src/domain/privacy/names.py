"""Where a name ends that a phrase has announced."""

import re

WORD = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*\.?")
GAP = re.compile(r"[ \xa0]{1,2}")
LONGEST_TITLE = 2
LONGEST, LONGEST_LOW = 6, 4
"""Words of a name with capitals, and of one without."""
WITHIN = frozenset(
    "van von der den de da di del della la le los las bin bint al el ibn y e dos das du af av zu thị văn".split()
)
"""Small words inside names."""
NOBODY = frozenset(
    "a an the and or but not is are was were be been being has have had do does did can could will would should may might must i you he she "
    "it we they me him her us them my your his our their this that these those here there who what which when where why how on in at of for "
    "from to with by as if so than then too very just only also still even now yes no ok okay please thanks thank sorry hi hello hey "
    "customer sir madam team all support shop friend friends colleague colleagues user users client guest everyone valued misleading wrong "
    "missing required invalid empty null none unknown n/a na tba tbd test email phone address number password glad happy sure afraid fine "
    "writing calling looking waiting trying using having going interested unable able not "
    "và hay là thì mà ở tại cho của với này kia đó ạ nha nhé nhe ơi à hả không có bị được đã đang sẽ rồi mua đặt hàng ship gì sản phẩm "
    "shop em anh chị mình tôi bạn cháu người đơn số điện thoại địa chỉ muốn cần hôm".split()
)


def name_after(text: str, at: int, least: str) -> int | None:
    """Return where the name ends, or None where none begins.

    `least` is what it needs: `full` two with capitals, `two` two or one with a capital, `capital` one with it, `any` one.
    """
    ends: list[int] = []
    capitals = 0
    word = WORD.match(text, at)
    is_low = word is not None and not word.group()[0].isupper()
    while word and len(ends) < (LONGEST_LOW if is_low else LONGEST):
        plain = word.group().rstrip(".").lower()
        if (
            plain in NOBODY
            and (is_low or plain not in WITHIN)
            and not _is_inside(word.group(), ends)
        ):
            break
        if not is_low and not word.group()[0].isupper() and plain not in WITHIN:
            break
        capitals += word.group()[0].isupper()
        ends.append(word.end() - word.group().endswith("."))
        if word.group().endswith(".") and len(plain) > LONGEST_TITLE:
            break
        gap = GAP.match(text, word.end())
        word = WORD.match(text, gap.end()) if gap else None
    enough = {
        "full": capitals > 1,
        "capital": capitals > 0,
        "two": capitals > 0 or len(ends) > 1,
        "any": bool(ends),
    }[least]
    return ends[-1] if ends and enough else None


def _is_inside(word: str, ends: list[int]) -> bool:
    """Return whether a word that is nobody's alone (`Anh`, `May`) is part of a name by its capital."""
    return bool(ends) and word[0].isupper() and not word.isupper()
