"""Marks a word for the catalogue where it is written; it is translated where a page or a voice says it."""


def gettext_noop(text: str) -> str:
    """The text as it is."""
    return text
