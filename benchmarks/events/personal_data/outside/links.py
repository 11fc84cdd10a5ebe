"""Links whose path, query, fragment or user part says who somebody is; each with what may not be left."""

from collections.abc import Callable
from random import Random
from urllib.parse import quote

from benchmarks.events.personal_data.digits import some
from benchmarks.events.personal_data.outside.chains import CHECKED
from benchmarks.events.personal_data.outside.mail import FAMILY, GIVEN, email
from benchmarks.events.personal_data.outside.money import any_account, card
from benchmarks.events.personal_data.outside.phones import mobile

Linked = Callable[[Random], tuple[str, str]]


def user(r: Random) -> str:
    return f"{r.choice(GIVEN)}.{r.choice(FAMILY)}"


def nick(r: Random) -> str:
    return f"{r.choice(GIVEN)}{r.choice(FAMILY)}"


def token(r: Random) -> str:
    return r.randbytes(14).hex()


def pair(pattern: str, make: Callable[[Random], str]) -> Linked:
    def link(r: Random) -> tuple[str, str]:
        secret = make(r)
        return pattern.replace("*", secret), secret

    return link


def encoded(make: Callable[[Random], str]) -> Callable[[Random], str]:
    return lambda r: quote(make(r), safe="")


LINKS: dict[str, Linked] = {
    "credentials": pair("https://*:s3cr3t@intranet.host.dev/", nick), "mysql": pair("mysql://root:*@db:3306/app", lambda r: f"Pw{some(r, 6)}"), "smtp": pair("smtps://*:x@smtp.host.dev:465", encoded(email)), "ftp": pair("ftp://*@files.host.dev/pub", nick), "email query": pair("https://host.dev/unsubscribe?email=*", email),
    "email encoded": pair("https://host.dev/u?recipient=*&l=vi", encoded(email)), "email path": pair("https://host.dev/people/*/edit", email), "email fragment": pair("https://host.dev/app#/login?login_hint=*", email), "user fragment": pair("https://host.dev/app#/users/*", user), "mailto": pair("mailto:*?subject=hi", email), "tel": pair("tel:*", mobile),
    "sms": pair("sms:+84*?body=hi", lambda r: mobile(r)[1:]), "whatsapp": pair("https://wa.me/84*", lambda r: mobile(r)[1:]), "whatsapp api": pair("https://api.whatsapp.com/send?phone=84*", lambda r: mobile(r)[1:]), "zalo": pair("https://zalo.me/*", mobile), "viber": pair("viber://add?number=84*", lambda r: mobile(r)[1:]), "skype": pair("skype:*?call", user),
    "sip": pair("sip:*@voip.host.dev", nick), "xmpp": pair("xmpp:*@jabber.host.dev", user), "facebook": pair("https://www.facebook.com/*", user), "fb id": pair("https://facebook.com/profile.php?id=1000*", lambda r: some(r, 11)), "instagram": pair("https://instagram.com/*/", user), "x": pair("https://x.com/*/status/177", nick), "tiktok": pair("https://www.tiktok.com/@*", nick),
    "linkedin": pair("https://www.linkedin.com/in/*", lambda r: user(r).replace(".", "-")), "telegram": pair("https://t.me/*", nick), "github": pair("https://github.com/*", nick), "mastodon": pair("https://mastodon.social/@*", nick), "bluesky": pair("https://bsky.app/profile/*.bsky.social", nick), "youtube": pair("https://youtube.com/@*", nick), "reddit": pair("https://www.reddit.com/user/*", nick),
    "users path": pair("https://api.host.dev/v2/users/*/orders", user), "customers path": pair("/api/customers/*/invoices?x=1", email), "tilde": pair("http://www.cs.host.edu/~*/", nick), "member": pair("https://host.dev/members/*", user), "token": pair("https://host.dev/reset?token=*", token), "access token": pair("https://host.dev/cb#access_token=*&expires_in=3600", token),
    "id token": pair("https://host.dev/cb?id_token=eyJhbGciOi.*.sig", token), "code": pair("https://host.dev/oauth/cb?code=*&state=1", token), "api key": pair("https://api.host.dev/x?apiKey=*", token), "session": pair("https://host.dev/x;jsessionid=*?y=1", token), "sid": pair("https://host.dev/?PHPSESSID=*", token), "signature": pair("https://s3.host.dev/x?AWSAccessKeyId=A&Signature=*", token),
    "phone query": pair("https://host.dev/track?phone=*", mobile), "mobile": pair("https://host.dev/t?cust_mobile=84*&v=1", lambda r: mobile(r)[1:]), "card": pair("https://host.dev/pay?pan=*", card("visa")), "iban": pair("https://host.dev/pay?iban=*", any_account), "payto": pair("payto://iban/*?amount=EUR:1", any_account), "name": pair("https://host.dev/f?firstName=*&x=2", lambda r: r.choice(GIVEN).title()),
    "full name": pair("https://host.dev/f?full_name=*", lambda r: f"{r.choice(GIVEN)}+{r.choice(FAMILY)}"), "login": pair("https://host.dev/f?login=*", nick), "passwd": pair("https://host.dev/f?passwd=*", lambda r: f"Pw{some(r, 6)}"), "bitcoin": pair("bitcoin:*?amount=0.01", CHECKED["btc segwit"]), "etherscan": pair("https://etherscan.io/address/*", CHECKED["eth lower"]), "tronscan": pair("https://tronscan.org/#/address/*", CHECKED["trx"]),
    "double": pair("https://host.dev/r?next=https%3A%2F%2Fhost.dev%2Fu%3Femail%3D*", lambda r: quote(quote(email(r), safe=""), safe="")), "no scheme": pair("host.dev/verify?email=*", email), "protocol relative": pair("//cdn.host.dev/a?user=*", user), "capitals": pair("HTTPS://HOST.DEV/LOGIN?USERNAME=*", lambda r: user(r).upper()), "dob": pair("https://host.dev/f?dob=*&x=1", lambda r: f"19{r.randrange(60, 99)}-0{r.randrange(1, 10)}-1{r.randrange(10)}"),
    "ssh": pair("git@github.com:*/dotfiles.git", nick), "gravatar": pair("https://host.dev/avatar?u=*", user), "ip": pair("https://host.dev/log?client_ip=*", lambda r: f"103.{r.randrange(255)}.{r.randrange(255)}.7"), "matrix": pair("https://matrix.to/#/@*:host.dev", nick), "cccd": pair("https://host.dev/kyc?cccd=0010990*", lambda r: some(r, 5)), "referral": pair("https://host.dev/?utm_source=mail&subscriber=*", email),
}  # fmt: skip
