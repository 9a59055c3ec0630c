"""Many cases of one test in one: what is cheap to check costs no more for being listed one by one."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any


def cases(names: str | tuple[str, ...], values: Iterable[Any]) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """As ``pytest.mark.parametrize``, but all cases are one test, and what fails names its case.

    A test of its own for each of thousands costs each worker seconds before the first begins. Fixtures are made once
    for all cases.
    """
    keys = [name.strip() for name in names.split(",")] if isinstance(names, str) else list(names)
    listed = list(values)
    assert listed, "a table without a case checks nothing"

    def decorate(check: Callable[..., None]) -> Callable[..., None]:
        @wraps(check)
        def check_all(**fixtures: Any) -> None:
            for value in listed:
                case = dict(zip(keys, [value] if len(keys) == 1 else value, strict=True))
                try:
                    check(**fixtures, **case)
                except BaseException as error:
                    error.add_note(f"case: {case}")
                    raise

        signature = inspect.signature(check)
        left = [parameter for name, parameter in signature.parameters.items() if name not in keys]
        check_all.__signature__ = signature.replace(parameters=left)  # type: ignore[attr-defined]
        del check_all.__wrapped__  # pytest would look at its parameters
        return check_all

    return decorate
