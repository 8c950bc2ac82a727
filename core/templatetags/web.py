"""Filters and tags of the web kit, available in every template."""

from django import template

register = template.Library()
