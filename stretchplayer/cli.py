"""The command line."""

from __future__ import annotations


def main() -> int:
    """Run the program."""
    raise NotImplementedError
