"""Which parts of a slow table of cases are tried in the quick tests, and which in the full ones alone."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from _pytest.mark import ParameterSet


def some_now(cases: Iterable[Any], every: int) -> list[ParameterSet]:
    """The cases as parameters: every so many is tried in the quick tests, the others in the full ones."""
    return [
        pytest.param(
            *(case if isinstance(case, tuple) else (case,)),
            marks=() if n % every == 0 else pytest.mark.full,
        )
        for n, case in enumerate(cases)
    ]
