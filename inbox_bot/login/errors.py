"""Why there is no access token, in words that name the provider, the trouble and the mend."""

from inbox_bot.config import SecretError

SIGN_IN = "run `inbox-bot login`"
IT = "show this to your IT department; docs/login.md tells what it has to set"


class LoginError(SecretError):
    """There is no token now; it may be asked for again later."""


class SignInRefusedError(LoginError):
    """The provider will not give one before somebody mends what is wrong."""

    def __init__(self, provider: str, reason: str, code: str, mend: str) -> None:
        """Say *reason* in words that name nobody, and the provider's own *code* for it."""
        super().__init__(f"{provider} does not accept the log-in ({reason}, {code}); {mend}")


class SignInAbandonedError(LoginError):
    """Who was to sign in declined, or did not do so in time."""
