"""Characters as addresses of pages, mark-up, programmes and mails encode them."""

import re

PERCENT = re.compile(r"%[0-7][0-9A-Fa-f]|(?:%[89A-Fa-f][0-9A-Fa-f])+|%u[0-9A-Fa-f]{4}")
ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z]{2,31});")
ESCAPE = re.compile(
    r"\\{1,8}u[dD][89ABab][0-9A-Fa-f]{2}\\{1,8}u[dD][C-Fc-f][0-9A-Fa-f]{2}|\\{1,8}(?:u[0-9A-Fa-f]{4}|u\{[0-9A-Fa-f]{1,5}\}|x[0-9A-Fa-f]{2}|(?:0[4-7]|1[0-7])[0-7](?!\d)|056"
    r"|0{0,4}[2-7][0-9A-Fa-f] |[\"/bfnrt]|[^\w\s\\]|_)"
)
"""As JSON and programmes, style sheets (`\\40 `) and Markdown (`\\@`) write them."""
OCTALS = re.compile(r"(?:\\[0-7]{2,6}){6,}")
SOFT_BREAK = re.compile(r"=\r?\n")
PRINTABLE = re.compile(
    r"(?:=[0-9A-Fa-f]{2}){3,}|(?<=\d)=2[0DE](?=\d)|(?<=[\w.+-])=(?:40(?=[A-Za-z])|2[BDEbde](?=\w)|5[Ff](?=\w))"
)
MANY_PRINTABLE = re.compile(
    r"(?:=[0-9A-F]{2}[^=]{0,60}){2}=[0-9A-F]{2}|=[C-F][0-9A-F]=[89AB][0-9A-F]"
)
ANY_PRINTABLE = re.compile(r"(?:=[0-9A-F]{2})+")
"""Quoted-printable (RFC 2045): all of it where there is much, else as far as an address needs it;
`=2` is in too many queries."""
ONE_BYTE = {f"%{byte:02{case}}": chr(byte) for byte in range(0x80) for case in "xX"}
OCTAL = 3
LARGEST, LARGEST_BYTE = 0xD7FF, 0xFF
"""Codes that are read as octal numbers."""
CONTROL = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}


def unquoted(code: str) -> str:
    if one := ONE_BYTE.get(code):
        return one
    if code[1] == "u":
        return chr(int(code[2:], 16))
    return bytes.fromhex(code.replace("%", "")).decode("utf-8", "replace")


def unescaped(code: str) -> str:
    letters = code.lstrip("\\")
    if "\\" in letters:
        high, _, low = letters.partition("\\")
        return chr(
            0x10000 + ((int(high[1:], 16) & 0x3FF) << 10) + (int(low.lstrip("\\")[1:], 16) & 0x3FF)
        )
    if letters[0] in "ux":
        return chr(int(letters[1:].strip("{}"), 16))
    if letters[0].isdigit():
        is_octal = len(letters) == OCTAL and letters.isdigit()
        return chr(int(letters, 8 if is_octal else 16))
    return CONTROL.get(letters, letters)


def unoctal(codes: str) -> str:
    numbers = [min(int(one, 8), LARGEST) for one in codes.split("\\")[1:]]
    if max(numbers) > LARGEST_BYTE:
        return "".join(map(chr, numbers))
    return bytes(numbers).decode("utf-8", "replace")


def unprinted(code: str) -> str:
    return bytes.fromhex(code.replace("=", "")).decode("utf-8", "replace")
