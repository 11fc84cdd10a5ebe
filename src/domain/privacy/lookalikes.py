"""Characters that read as others, besides those that Unicode calls compatible (NFKC).

Of other scripts, small capitals, and letters in black circles and squares.
"""

SAME = {
    "a": "аαɑ⍺", "b": "ЬƄЪ", "c": "сϲⅽᴄ", "d": "ԁⅾɗ", "e": "еҽєεеӗ℮", "f": "ƒſϝ", "g": "ɡցɢ", "h": "һհн", "i": "іιı⍳", "j": "јϳ", "k": "кκӄ", "l": "ⅼӀӏ∣ǀ",
    "m": "мⅿ", "n": "ողηп", "o": "оοօ", "p": "рρҏ⍴", "q": "ԛզ", "r": "гɼᴦ", "s": "ѕꜱ", "t": "тτᴛ", "u": "սυцʋ", "v": "νѵⅴ", "w": "ԝωѡա", "x": "хχⅹ", "y": "уүγұў", "z": "ʐᴢ",
    "A": "АΑᎪ", "B": "ВΒᏴ", "C": "СϹᏟ", "D": "ⅮᎠ", "E": "ЕΕᎬ", "F": "Ϝ", "G": "ԌᏀ", "H": "НΗᎻ", "I": "ІΙ", "J": "ЈͿᎫ", "K": "КΚᏦ", "L": "Ꮮⅼ", "M": "МΜᎷ", "N": "Ν", "O": "ОΟՕ", "P": "РΡᏢ",
    "Q": "Ԛ", "R": "Ꭱ", "S": "ЅՏᏚ", "T": "ТΤᎢ", "U": "Ս", "V": "ѴᏙ", "W": "ԜᎳ", "X": "ХΧ", "Y": "ҮΥУ", "Z": "ΖᏃ", "3": "ЗӠ", "-": "‐‑‒–—―−﹣─━➖", ".": "․。｡∙•·・‧⋅⸱", ":": "∶꞉ː", "/": "⁄∕", "+": "➕",
}  # fmt: skip
LOOKALIKES = {
    one: read for read, written in reversed(SAME.items()) for one in written if len(one) == 1
}
LOOKALIKES |= dict(zip("ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ", "abcdefghijklmnoprstuvwyz", strict=True))
for first in (0x1F150, 0x1F170, 0x1F1E6):
    LOOKALIKES |= {chr(first + at): one for at, one in enumerate("ABCDEFGHIJKLMNOPQRSTUVWXYZ")}
