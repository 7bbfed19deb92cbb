"""Wait for a provider so long and no longer, whatever it does."""

import threading
from collections.abc import Callable
from concurrent.futures import Future
from datetime import timedelta
from typing import TypeVar

from inbox_bot.login.errors import LoginError

_T = TypeVar("_T")


def within(time_out: timedelta, provider: str, ask: Callable[[], _T]) -> _T:
    """Return what *ask* returns; LoginError where it raises anything, or takes longer.

    A time-out of the socket starts anew with each octet, and there is none for a name that has to be looked up.
    """
    answer: Future[_T] = Future()

    def work() -> None:
        try:
            answer.set_result(ask())
        except BaseException as error:  # noqa: BLE001 - it is raised below
            answer.set_exception(error)

    # It may be left behind, and does not keep the program from ending.
    threading.Thread(target=work, name="log-in", daemon=True).start()
    try:
        return answer.result(time_out.total_seconds())
    except LoginError:
        raise
    except TimeoutError:
        raise LoginError(f"{provider} did not answer in time; it is tried again later") from None
    except Exception as error:
        # Whatever a library makes of an answer, replies must go on leaving while the old token is good.
        raise LoginError(
            f"the answer of {provider} cannot be understood ({type(error).__name__}); it is tried again later"
        ) from error
