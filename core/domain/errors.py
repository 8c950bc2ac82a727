"""Failures a person can understand; mapped to pages in core/middleware.py."""


class DomainError(Exception):
    """A rule says no.

    Attributes:
        code: stable short word for logs and tests, e.g. ``job_running``.
        message: sentence for the user (Indonesian, already translated).
    """

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


class Denied(Exception):
    """The person may not do this; ``reason`` is a sentence for the user."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class UnreadableFile(DomainError):
    """An uploaded file that cannot be read at all; nothing of it is stored."""
