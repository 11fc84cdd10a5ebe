"""Addresses for mail, and the ways in which people spell them so that a harvester does not see."""

from random import Random

from benchmarks.events.personal_data.outside.money import Maker

GIVEN = "abena beatriz cuong dilnoza emeka freya giulia hamid ivana jaromir khadija leandro marit nhung oisin priya quentin ruslan sigrid tuan ulrike viktor wanjiru xuan yusuf zofia".split()
FAMILY = "abdi bianchi chowdhury dubois eze farkas gonzalez hoang iyer jansen kovacs lindqvist mbeki novotny okafor pereira quispe rahman silva tanaka ueda vargas wozniak yilmaz zhang".split()
HOSTS = "gmail.com yahoo.co.uk hotmail.fr outlook.de fpt.vn vnu.edu.vn proton.me icloud.com mail.ru gmx.net uni-bonn.de naver.com libero.it uol.com.br rediffmail.com qq.com startup.ai city.gov.ph law.school shop.boutique".split()


def parts(r: Random) -> tuple[str, str]:
    given, family = r.choice(GIVEN), r.choice(FAMILY)
    year = r.randrange(10, 99)
    local = r.choice([f"{given}.{family}", f"{given}{year}", f"{given}_{family}", f"{given[0]}{family}", f"{family}-{given}", f"{given}.{family[0]}.{year}", f"{given}{family}", f"{given}+{year}"])  # fmt: skip
    return local, r.choice(HOSTS)


def email(r: Random) -> str:
    return "@".join(parts(r))


def spelt(template: str, dot: str) -> Maker:
    """Write who for `%L` and where for `%D`, with the dots of both told as `dot`."""

    def make(r: Random) -> str:
        who, where = parts(r)
        who = who.replace("+", "").replace("_", ".")
        return template.replace("%L", who.replace(".", dot)).replace("%D", where.replace(".", dot))

    return make


PLAIN: dict[str, Maker] = {
    "plain": email, "capitals": lambda r: email(r).upper(), "title": lambda r: email(r).title(), "quoted": lambda r: '"{} {}"@{}'.format(*parts(r)[0].partition(".")[::2], parts(r)[1]), "slash": lambda r: "dept/{}@{}".format(*parts(r)),
    "literal": lambda r: f"{parts(r)[0]}@[192.0.2.{r.randrange(1, 255)}]", "punycode": lambda r: f"{parts(r)[0]}@xn--bcher-kva.example", "accents": lambda r: f"josé.{r.choice(FAMILY)}@correo.es", "cyrillic": lambda r: f"иван{r.randrange(99)}@почта.рф", "han": lambda r: f"用户{r.randrange(999)}@例子.公司",
    "sub address": lambda r: "{}+tag-{}@{}".format(parts(r)[0].replace("+", ""), r.randrange(99), parts(r)[1]), "deep": lambda r: f"{parts(r)[0]}@mx1.eu.corp.{r.choice(HOSTS)}", "apostrophe": lambda r: f"o'{parts(r)[0]}@{parts(r)[1]}", "name": lambda r: "{}%host@{}".format(*parts(r)),
}  # fmt: skip
SPELT: dict[str, Maker] = {
    f"{at} {dot}": spelt(f"%L{at}%D", dot)
    for at, dot in (
        ("[at]", "[dot]"), (" [at] ", " [dot] "), ("(at)", "(dot)"), (" (at) ", " (dot) "), (" at ", " dot "), (" AT ", " DOT "), ("{at}", "{dot}"), ("<at>", "<dot>"), (" [AT] ", "."), ("(AT)", "."), ("[@]", "[.]"), ("(@)", "(.)"), ("-at-", "-dot-"), ("_at_", "_dot_"),
        (" a còng ", " chấm "), (" a cong ", " cham "), ("[a còng]", "[chấm]"), ("(a còng)", "."), (" @ ", " . "), (" @ ", "."), ("@", " dot "), ("@ ", "."), (" @", "."), (" (ät) ", " (punkt) "), (" arroba ", " punto "), (" arobase ", " point "), (" chiocciola ", " punto "), (" małpa ", " kropka "),
        (" собака ", " точка "), (" at-sign ", " dot "), ("/at/", "/dot/"), ("|at|", "|dot|"), ("*at*", "*dot*"), ("~at~", "~dot~"), ("[[at]]", "[[dot]]"), ("((at))", "((dot))"), ("=at=", "=dot="), ("[ at ]", "[ dot ]"), (" {a} ", " {d} "), (" [arroba] ", " [ponto] "), ("_AT_", "."), ("..at..", ".."),
        ("<at>", "."), (" at ", "."), ("[bei]", "."), (" snabel-a ", " punktum "), (" @nospam ", "."), ("(@)", "."), ("@REMOVE.", "."), (" 'at' ", " 'dot' "), ("[ät]", "."), (" kukac ", " pont "), (" zavináč ", " tečka "), ("#at#", "#dot#"),
    )
}  # fmt: skip
