"""Places of other trades: hospitals, telegrams, shops' chats, tables and programmes; `@@` is the value, `##` its name."""

FRAMES = (
    "##: @@", "## = @@", "my ## is @@ thx", "## @@", "- ##: @@ (verified)", "xin ##: @@ nhé", "shop lưu ## giúp em: @@ ạ", "e gửi ## nè: @@ ^^", "PID|1||X^^^A||##: @@||", "N9*##*@@~", "<14>1 2026-05-06T07:08:09Z h app - - - ## @@", "| ## | @@ |", "##;@@;7", "[##]\nvalue = @@\n", "SET k:## \"@@\"", "# ##: @@", "caller: my ##? @@. agent: ok",
    "Re: ##\n\n> @@\n", "{ user(##: \"@@\") { id } }", "at Foo.bar(Foo.java:7) ## @@", "<f name=\"##\">@@</f>", "key ## -> @@;", "❗ ## @@ ❗", "…## @@…", "## « @@ »", "(##: @@)", "## :@@.", "update set ##='@@' where id=7", "//## @@", "transcript> ## @@ <end>",
)  # fmt: skip
NAMES = {
    "email": ("email", "mail", "contact", "e-mail"), "phone": ("phone", "tel", "mobile", "sđt", "số điện thoại", "zalo"), "card": ("card", "visa", "số thẻ", "credit card"), "iban": ("iban", "account", "Konto"), "ip": ("ip", "host", "client"),
    "crypto": ("wallet", "address", "ví"), "cccd": ("CCCD", "căn cước", "số cccd"), "ssn": ("SSN", "ssn", "social security number"), "id": ("ID number", "national id", "identity number"),
}  # fmt: skip
