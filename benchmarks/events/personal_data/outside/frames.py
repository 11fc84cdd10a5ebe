"""Where personal data stands: logs, rows, pages, messages, chats; `@@` is its place."""

FREE = (
    "@@", "Please note @@ thanks", "user said: @@", "Dạ thông tin của em là @@ ạ", "Shop ơi, @@ nha shop", "(@@)", "“@@”", "Ghi chú: @@.", "contact → @@", "see @@, then call back", "FYI @@!", "is it @@?", "- @@\n- done", "> @@\n\nok", "1) @@ 2) none", "chị lưu lại giúp em: @@", "value is `@@` now", "**@@**",
)  # fmt: skip
CODED = (
    '{"v":"@@","n":1}', "level=info msg=x v=@@ ms=12", 'time="2026-02-03T04:05:06Z" v="@@"', "2026-02-03 04:05:06,123 WARN [w-1] bad value '@@' in row 7", "7;open;@@;12.50", "7,open,@@,12", '"7","@@","x"', "<td>@@</td>", '<input name="v" value="@@">', "<v>@@</v>", "v: @@\nw: 2", "INSERT INTO t VALUES (7, '@@');", "x\t@@\ty", "|7|@@|", "ValueError: invalid literal: '@@'", "key=@@;other=5",
    "[2026-02-03] <@@> joined", "POST /x HTTP/1.1\nX-V: @@\n\n", "curl -d 'v=@@' http://host.dev/x",
)  # fmt: skip
