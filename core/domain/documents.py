"""What a document sent as evidence may be, told by its first bytes and not by its name.

Source: OWASP ASVS 5.0, 5.2.1 to 5.2.3 and 5.4.1 (size, type by content, name of the download).
"""

MAX_BYTES = 5 * 1024 * 1024
CONTENT_TYPES = {"pdf": "application/pdf", "jpg": "image/jpeg", "png": "image/png"}
_SIGNATURES = ((b"%PDF-", "pdf"), (b"\xff\xd8\xff", "jpg"), (b"\x89PNG\r\n\x1a\n", "png"))
HEAD = 16  # bytes that are enough to tell


def document_kind(head: bytes) -> str | None:
    """``pdf``, ``jpg`` or ``png`` by the first bytes; None for anything else."""
    return next((kind for signature, kind in _SIGNATURES if head.startswith(signature)), None)
