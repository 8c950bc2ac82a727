"""Forms of the kernel."""

from core.forms.fields import LeanInput, LeanSelect
from core.forms.imports import ImportForm

__all__ = ["ImportForm", "LeanInput", "LeanSelect"]
