"""What languages call a digit, the @ and a dot."""

LANGUAGES = (
    "zero one two three four five six seven eight nine", "không một hai ba bốn năm sáu bảy tám chín", "khong mot hai ba bon nam sau bay tam chin",
    "null eins zwei drei vier fünf sechs sieben acht neun", "zéro un deux trois quatre cinq six sept huit neuf", "cero uno dos tres cuatro cinco seis siete ocho nueve",
    "zero uno due tre quattro cinque sei sette otto nove", "zero um dois três quatro cinco seis sete oito nove", "nul een twee drie vier vijf zes zeven acht negen",
    "zero jeden dwa trzy cztery pięć sześć siedem osiem dziewięć", "ноль один два три четыре пять шесть семь восемь девять", "sıfır bir iki üç dört beş altı yedi sekiz dokuz",
    "nol satu dua tiga empat lima enam tujuh delapan sembilan", "noll ett två tre fyra fem sex sju åtta nio",
)  # fmt: skip
OTHER_DIGITS = {
    "oh": 0,
    "o": 0,
    "nought": 0,
    "naught": 0,
    "tư": 4,
    "bẩy": 7,
    "lăm": 5,
    "mốt": 1,
    "linh": 0,
    "zwo": 2,
    "ein": 1,
    "meia": 6,
    "één": 1,
}
IDEOGRAMS = {
    one: str(at)
    for said in ("〇一二三四五六七八九", "零壹贰叁肆伍陆柒捌玖")
    for at, one in enumerate(said)
} | {"幺": "1", "両": "2", "两": "2"}
AT_WORDS = (
    "at", "at sign", "at-sign", "atsign", "at the rate", "at the rate of", "at-the-rate", "a còng", "a cong", "a vòng", "a vong", "a tròn", "acong", "a móc", "arroba", "arobase", "arobas", "chiocciola",
    "małpa", "malpa", "собака", "собачка", "равлик", "zavináč", "zavinac", "kukac", "snabel-a", "snabela", "alfakrøll", "krøllalfa", "apenstaartje", "apestaartje",
    "klammeraffe", "bei", "ät", "æt", "et", "miukumauku", "παπάκι", "majmun", "arond", "kuyruklu a", "et işareti", "שטרודל", "골뱅이", "艾特", "アットマーク", "アット", "@",
)  # fmt: skip
DOT_WORDS = (
    "dot", "period", "chấm", "cham", "point", "punto", "ponto", "punkt", "punktum", "punct", "punt", "kropka", "tečka", "tecka", "bodka", "pont", "piste", "nokta", "точка", "крапка",
    "tačka", "točka", "τελεία", "נקודה", "点", "ドット", "닷", "점", ".",
)  # fmt: skip
