"""What an error of Microsoft's means, and who mends it."""

import re
from collections.abc import Mapping
from typing import Any

from inbox_bot.login import https
from inbox_bot.login.errors import IT, SIGN_IN, LoginError, SignInAbandonedError, SignInRefusedError

# https://learn.microsoft.com/entra/identity-platform/reference-error-codes: number, what it means, who mends it.
CODES = {
    "50076": ("the organisation now wants a second proof", SIGN_IN),
    "50078": ("the second proof has lapsed", SIGN_IN),
    "50079": ("the organisation now wants a second proof", SIGN_IN),
    "50173": ("the password was changed or the log-in withdrawn", SIGN_IN),
    "50132": ("the password was changed or the log-in withdrawn", SIGN_IN),
    "50133": ("the password was changed or the log-in withdrawn", SIGN_IN),
    "65001": ("nobody allowed the application to use the mailbox", SIGN_IN),
    "70008": ("the log-in has lapsed", SIGN_IN),
    "70043": ("the log-in has lapsed", SIGN_IN),
    "700082": ("the log-in was not used for 90 days", SIGN_IN),
    "700084": ("the log-in has lapsed", SIGN_IN),
    "50057": ("the account is switched off", IT),
    "53003": ("a rule of the organisation forbids it", IT),
    "65004": ("nobody allowed the application to use the mailbox", SIGN_IN),
    "7000215": ("the secret of the application is wrong", "check login.client_secret"),
    "7000222": ("the secret of the application has lapsed", "put a new one where login.client_secret points"),
    "7000218": ("the application is not set up for this", IT),
    "700016": ("there is no such application in this organisation", "check login.client_id and login.tenant"),
    "90002": ("there is no such organisation", "check login.tenant"),
    "900023": ("there is no such organisation", "check login.tenant"),
}
_SIGN_IN_AGAIN = frozenset({"invalid_grant", "interaction_required", "consent_required", "login_required"})
_LATER = frozenset({"temporarily_unavailable", "server_error"})
_ABANDONED = {
    "authorization_declined": "the sign-in was declined",
    "access_denied": "the sign-in was declined",
    "expired_token": "nobody signed in in time",
}


def refusal(answer: Mapping[str, Any]) -> LoginError:
    """Return what an error means. Its description may name people, and is left out but for its number."""
    error = re.sub(r"[^A-Za-z_]", "", https.text(answer, "error"))[:40]
    if error in _ABANDONED:
        return SignInAbandonedError(f"{_ABANDONED[error]}; {SIGN_IN} again")
    found = re.search(r"AADSTS(\d+)", https.text(answer, "error_description"))
    if not error or error in _LATER:
        return LoginError(f"Microsoft gave no log-in now ({error or 'no reason said'}); it is tried again later")
    number = found[1] if found else ""
    said, mend = CODES.get(number, ("it says no more", SIGN_IN if error in _SIGN_IN_AGAIN else IT))
    return SignInRefusedError("Microsoft", said, f"AADSTS{number}" if number else error, mend)
