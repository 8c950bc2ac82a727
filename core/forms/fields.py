"""Widgets drawn without templates, for filter bars."""

from collections.abc import Iterator
from contextlib import contextmanager
from html import escape
from typing import Any

from django import forms
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from core.domain.errors import DomainError

LONGEST_TEXT = 4000  # letters; about a page
LONGEST_ANSWER = 1000


@contextmanager
def refused_in(form: forms.BaseForm, **fields: str) -> Iterator[None]:
    """What a service refuses is said on the form that asked for it.

    Args:
        fields: by the error's code the field at which it is said; everything else stands at the head.
    """
    try:
        yield
    except DomainError as error:
        form.add_error(fields.get(error.code), error.message)


class FreeText(forms.CharField):
    """A text over several lines with a longest length, which browser and server count alike.

    A browser counts the end of a line as one letter and sends two.
    """

    widget = forms.Textarea

    def __init__(self, *, max_length: int | None = None, **about: Any) -> None:
        super().__init__(max_length=max_length or LONGEST_TEXT, **about)

    def to_python(self, value: Any) -> str | None:
        return super().to_python(value.replace("\r\n", "\n") if isinstance(value, str) else value)


class LeanSelect(forms.Select):
    """A select drawn in one go; Django draws every option with a template of its own.

    For filter bars: with fifty options the usual way takes longer than the whole list below it.
    """

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        chosen = "" if value is None else str(value)
        options = "".join(
            f'<option value="{escape(str(key))}"{" selected" if str(key) == chosen else ""}>'
            f"{escape(str(text))}</option>"
            for key, text in self.choices
        )
        return format_html(
            '<select name="{}" id="{}" class="form-select">{}</select>',
            name,
            (attrs or {}).get("id", f"id_{name}"),
            mark_safe(options),  # noqa: S308 (escaped above)
        )


class LeanInput(forms.TextInput):
    """A text or search input drawn without a template."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        attributes = {
            "type": self.input_type,
            "name": name,
            "class": "form-control",
            "value": "" if value is None else value,
        } | {**self.attrs, **(attrs or {})}
        return format_html("<input{}>", format_html_join("", ' {}="{}"', attributes.items()))
