"""The Authorization API 1.0 of the OpenID AuthZEN working group (final, January 2026).

https://openid.net/specs/authorization-api-1_0.html
"""
