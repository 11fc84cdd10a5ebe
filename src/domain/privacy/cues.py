"""Words that announce numbers of a kind, in many languages."""

import re

from domain.privacy.accents import unaccented
from domain.privacy.folding import folded

SHORTEST_CUE = 3
SAYING = re.compile(r"[^\W\d_]+")
"""A word."""
SAID = {
    "phone": (
        "dt|lh|sdt người nhận|vào số này|đổi số|số mới|tél|téléphone|reach me|reach|liên hệ|lien he|liên lạc|nhắn|rufnummer|mobil|celular|numéro|numero de telefono|"
        "電話|携帯|手机|手機|电话|전화|전화번호|연락처|тел|телефон|phone|phones|tel|telephone|telefon|telefono|telefoon|téléphone|teléfono|mobile|cell|fax|"
        "sđt|sdt|đt|điện thoại|"
        "dien thoai|hotline|whatsapp|viber|msisdn|call|gọi|alo|zalo|handy|móvil|portable|sms|text "
        "me|my number|contact|"
        "số mình|số em|số anh|số chị|phone number|dial|ring|"
        "tlf|cel|hp|gsm|puh|cp|mob|ph|phn|tlfn|gọi lại|số điện thoại|di động|máy bàn|số máy|whats app|wapp|imo|kakao|line id|"
        "फ़ोन|मोबाइल|फोन|ফোন|โทร|เบอร์|มือถือ|هاتف|جوال|موبايل|تلفن|موبایل|همراه|טלפון|נייד|τηλ|τηλέφωνο|κινητό|휴대폰|핸드폰|電話番号|携帯番号|手机号|"
        "电话|电话号码|联系电话|номер|моб|мобильный|мобільний|telefonnummer|handynummer|mobilnummer|mobiel|nomor|telp|telpon|ponsel|puhelin|telefonas|"
        "telefons|sími|cep|numer|komórka|celulare|cellulare|fone|teléfono móvil|nr tel|callback|call back|contact number|reach us"
    ),
    "card": (
        "card|cards|visa|mastercard|amex|pan|cc|credit card|debit card|card no|thẻ|số thẻ|mã thẻ|so the|tarjeta|carte|karte|kreditkarte|carta|cartão|kaart|karta|kort|"
        "kart|карта|карты|卡|卡号|信用卡|カード|카드|บัตร|بطاقة|כרטיס|कार्ड|unionpay|jcb|diners|discover|maestro|napas|rupay|payment"
    ),
    "iban": "iban|account|konto|tài khoản|stk|số tài khoản|compte|cuenta|conto",
    "email": "email|mail|e mail|gmail|thư|correo|contact|liên hệ",
    "ip": "ip|ipv|remote addr|client addr|peer addr|host|server|address|addr|máy chủ",
    "url": "url|link",
    "name": "name",
    "address": "address",
    "birth": "born",
    "national_id": (
        "định danh cá nhân|số giấy tờ|nir|pnr|dni|rijksregisternummer|numéro national|rijksregister|ni number|เลขบัตรประชาชน|บัตรประจำตัวประชาชน|bürgernummer|thai id|taiwan id|sa id|ssn|social security|social insurance|sin|itin|tin|tax id|taxpayer|tax file|tfn|nhs|bsn|"
        "burgerservicenummer|"
        "sofi|national|nino|id card|identity|citizen|cccd|cmnd|căn cước|căn cước công dân|chứng "
        "minh|chứng minh nhân dân|"
        "can cuoc|aadhaar|aadhar|uid|uidai|pesel|nie|nif|cpf|nric|fin|personnummer|medicare|"
        "insurance|cpr|"
        "codice fiscale|steuer|steuernummer|steuer id|idnr|krankenversicherung|versichertennummer|"
        "kvnr|rvnr|license|"
        "licence|passport|hộ chiếu|ho chieu|passeport|reisepass|pasaporte|passaporto|id number|"
        "tckn|kimlik|rrn|"
        "resident registration|inn|snils|egn|oib|cnp|cuit|rut|curp|pan|voter|epic|driver|drivers|"
        "healthcare|health|"
        "social|contribuinte|my number|マイナンバー|個人番号|s i n|s s n|n i|t i n|егн|снилс|инн|isikukood|asmens kodas|personas kods|"
        "teudat zehut|תעודת זהות|ת ז|rodné číslo|rč|r č|cod numeric personal|nik|ktp|cnic|cmt|bhxh|bảo hiểm xã hội|"
        "mã số thuế cá nhân|mst cá nhân|kennitala|ahv|avs|kennitölu|fødselsnummer|cpr nr|personal identity code|"
        "cédula|cedula|身份证|주민등록번호|รหัสบัตรประชาชน|"
        "personal id|personal code|personal number|identity number|id number|henkilötunnus|hetu|amka|pps|mbi|nin|"
        "jmbg|јмбг|emšo|emso|oib|national id|national identity|civil id|iqama|national number|melli|melli code|کد ملی|كد ملي|رقم الهوية|الرقم القومي|الرقم المدني|"
        "הרגיל|מספר זהות|рнокпп|іпн|ідентифікаційний код|rnokpp|ipn|ird|ird number|epic|epic no|voter id|nic|nic no|npi|dea|taj|taj szám|személyi szám|आधार|पैन|"
        "マイナンバーは|個人番号は|身份证号|身份證|身分證|居民身份证|주민번호|บัตรประชาชน|เลขบัตร|αφμ|αμκα|afm|svnr|sozialversicherungsnummer|steueridentifikationsnummer|"
        "steuernr|ausweis|personalausweis|ausweisnummer|carte d identité|numéro de sécurité sociale|sécurité sociale|securite sociale|nss|insee|documento|"
        "carta d identità|cédula de identidad|cedula de identidad|cpf nº|rg|curp|rfc|nss imss|dui|ci|cpr nummer|cprnr|číslo op|op|asmens kodas|"
        "đcccd|số định danh|định danh|mã định danh|số cccd|số cmnd|giấy tờ|thẻ căn cước|mst|mã số thuế|ma so thue|bhyt|bảo hiểm y tế|gplx|bảo hiểm"
    ),
    "crypto": (
        "wallet|sol|solana|ví|eth|ethereum|btc|bitcoin|crypto|usdt|deposit|payout|monero|xmr|xrp|erc20|trc20|bep20|metamask|phantom"
    ),
    "mac": "mac|mac address|hwaddr|ether|bssid|địa chỉ mac|hardware address",
    "ordered": (
        "mã đơn|mã đơn hàng|mã vận đơn|số đơn|mã hóa đơn|order number|order no|order id|tracking number|invoice number|invoice no"
    ),
    "labelled": (
        "part|part no|zip|abn|acn|sku|model|page|line|po|plz|postcode|postal code|bic|batch|lot|serial|lô|số lô|mã bưu điện|mã vùng"
    ),
    "coded": "isbn|ean|upc|gtin|barcode|imei|tracking|count|size|vận đơn|bytes|offset|seq",
    "counted": (
        "order|orders|invoice|"
        "tracking|ref|reference|isbn|ean|sku|lot|serial|item|ticket|case|"
        "parcel|shipment|batch|"
        "đơn hàng|đơn|mã|vận đơn|hóa đơn|hoá đơn|mã đơn"
    ),
}
VAGUE = frozenset(
    "sin|tin|fin|pan|social|insurance|health|healthcare|license|licence|driver|drivers|uid|national|citizen|identity|steuer|tax id|rg|ci|op|rfc|mst|"
    "mã số thuế|ma so thue|epic|inn|nin|nie|sofi|avs|rut|voter|documento|ni|n i|cep|ausweis|my number|nss|afm|"
    "pnr|rrn|giấy tờ|định danh|taxpayer|nic|s i n".split("|")
)
"""What also announces other numbers: those need a right check digit."""
SAID["machine"] = (
    "ip|ipv|addr|địa chỉ ip|ip address|dirección ip|adresse ip|ip adresse|remote address|client address"
)
"""What announces an address of a machine and nothing else."""
SAID["identity"] = "|".join(one for one in SAID["national_id"].split("|") if one not in VAGUE)


def plainly(phrase: str) -> str:
    """Return what is left of some words where accents are not typed; one word may be another."""
    plain = unaccented(phrase).replace("đ", "d")
    return plain if len(plain.rpartition(" ")[2]) >= SHORTEST_CUE and " " in plain else phrase


PHRASES = {
    kind: frozenset(
        " ".join(SAYING.findall(one))
        for phrase in said.split("|")
        for one in (phrase, folded(phrase), folded(phrase.upper()).lower(), plainly(phrase))
    )
    for kind, said in SAID.items()
}
"""As they are written, and as they read once look-alikes are folded."""
LAST = {
    kind: frozenset(one.rpartition(" ")[2] for one in phrases) for kind, phrases in PHRASES.items()
}
"""Words with which the phrases of a kind end."""
NATIONS = frozenset(
    "israeli south-african african norwegian estonian latvian lithuanian danish swedish finnish polish turkish thai "
    "chinese korean indian indonesian malaysian brazilian chilean spanish italian greek bulgarian romanian czech "
    "vietnamese sa hk icelandic swiss belgian dutch".split()
)
SMALL = frozenset(
    "nè nha nhé ạ đây dạ giúp v value val id data x nº nro numer nummer número numero nomor szám numéro sayısı номер は の card "
    "number num nr no nummer id is are là số so của mình em tôi my me at us on code with the to "
    "numbers a his her their này mới người nhận gửi khách hàng kh td tr th li dt dd div span strong br"
    " card of address đ n º é"
    " our your s be was anh chị theo qua es el la il lo est ist é mi meu ma mon mein meine het".split()
)
"""Words that may stand between a word and the number that it announces."""
CUED = frozenset(
    f"{one}{sign}"
    for kind in ("phone", "card", "iban", "identity", "machine")
    for phrase in PHRASES[kind]
    for one in (phrase.rpartition(" ")[2], phrase.replace(" ", ""))
    if (len(one) >= SHORTEST_CUE or kind == "machine") and (one not in SMALL or one == phrase)
    for sign in ("", ":", "=", ",", ".", ";")
)
"""Words that announce something or end what does, as they stand in a text."""
CUES = frozenset(
    one.rpartition(" ")[2]
    for kind in ("phone", "card", "iban", "national_id", "machine", "crypto")
    for one in PHRASES[kind]
)
"""Words with which an announcement ends."""
