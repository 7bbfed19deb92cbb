"""What is worked out when it is first asked for."""

from collections.abc import Callable
from typing import Any, Generic, Self, TypeVar, overload

Made = TypeVar("Made")


class lazily(Generic[Made]):  # noqa: N801 - it is used as a decorator, like `functools.cached_property`
    """`functools.cached_property` without the lock of Python before 3.12, which costs more than much of the work.

    For objects with a `__dict__`. Two threads may both do the work.
    """

    def __init__(self, work: Callable[[Any], Made]) -> None:
        self._work = work
        self.__doc__ = work.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    @overload
    def __get__(self, instance: None, owner: type) -> Self: ...
    @overload
    def __get__(self, instance: object, owner: type) -> Made: ...
    def __get__(self, instance: object | None, owner: type) -> Self | Made:
        if instance is None:
            return self
        made = instance.__dict__[self._name] = self._work(instance)
        return made
