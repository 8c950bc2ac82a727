"""Rows of a section of personal data, in words."""

from django import template

from core.personal_data import Section

register = template.Library()


@register.filter
def rows_in_words(section: Section, most: int) -> list[list[tuple[str, str]]]:
    """The first rows as pairs of heading and words."""
    return list(section.in_words(most))
