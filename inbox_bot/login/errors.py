"""Why there is no access token, in words that name the provider, the trouble and the mend."""

from inbox_bot.config import SecretError


class LoginError(SecretError):
    """There is no token now; it may be asked for again later."""


class SignInRefusedError(LoginError):
    """The provider will not give one before somebody mends what is wrong; `reason` is short and names nobody."""

    def __init__(self, provider: str, reason: str, mend: str) -> None:
        super().__init__(f"{provider} does not accept the log-in ({reason}); {mend}")
        self.reason = reason


class SignInAbandonedError(LoginError):
    """Who was to sign in declined, or did not do so in time."""
