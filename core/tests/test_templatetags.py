"""Filters and tags of the web kit."""

import re
from datetime import UTC, datetime

import pytest
from django.http import HttpRequest, QueryDict
from django.template import engines
from django.utils import timezone, translation
from django_cotton.compiler_regex import CottonCompiler


def draw(text: str, query: str = "", **context: object) -> str:
    request = HttpRequest()
    request.GET = QueryDict(query)
    return engines["django"].from_string(CottonCompiler().process(text)).render(context, request)


@pytest.mark.parametrize(
    ("text", "value", "drawn"),
    [
        ("{{ v|nip }}", "198609262015051001", "19860926\u00a0201505\u00a01\u00a0001"),
        ("{{ v|nip }}", "123", "123"),
        ("{{ v|nip }}", None, ""),
        ("{{ v|identity }}", "198609262015051001", '<span class="nip">19860926\u00a0201505\u00a01\u00a0001</span>'),
        ("{{ v|identity }}", "3578012609860001", '<span class="nip">357801\u00a0260986\u00a00001</span>'),
        ("{{ v|identity }}", "081234567890", "081234567890"),
        ("{{ v|identity }}", "<b>", "&lt;b&gt;"),
        ("{{ v|number }}", 1234.5, "1.234,5"),
        ("{{ v|number:2 }}", 3, "3,00"),
        ("{{ v|number }}", None, ""),
        ("{{ v|percent }}", 47.5, "47,5%"),
        ("{{ v|percent }}", None, "–"),
        ("{{ v|person_name }}", "ANDI AISYAH", "Andi Aisyah"),
        ("{{ v|person_name }}", None, ""),
        ("{{ v|unit_name }}", "DINAS KESEHATAN", "Dinas Kesehatan"),
        ("{{ v|unit_name }}", None, ""),
        ("{{ v|masked }}", "081234567890", "••••7890"),
        ("{{ v|initials }}", "Andi Aisyah", "AA"),
    ],
)
def test_filters(text: str, value: object, drawn: str) -> None:
    assert draw(text, v=value) == drawn


def test_numbers_follow_the_language() -> None:
    with translation.override("en"):
        assert draw("{{ v|number }} {{ v|percent }}", v=1234.5) == "1,234.5 1,234.5%"


@pytest.mark.parametrize(
    ("zone", "language", "drawn"),
    [
        (None, "id", "21 November 2026, 09.05\u00a0WIB | 09.05\u00a0WIB"),
        ("Asia/Makassar", "id", "21 November 2026, 10.05\u00a0WITA | 10.05\u00a0WITA"),
        ("Asia/Jayapura", "en", "21 November 2026, 11:05\u00a0WIT | 11:05\u00a0WIT"),
    ],
)
def test_a_time_of_day_names_its_zone(zone: str | None, language: str, drawn: str) -> None:
    at = datetime(2026, 11, 21, 2, 5, tzinfo=UTC)
    with timezone.override(zone), translation.override(language):
        assert draw("{{ v|moment }} | {{ v|clock }}", v=at) == drawn


def test_no_time_no_words() -> None:
    assert draw("{{ v|moment }}{{ v|clock }}", v=None) == ""


def test_only_the_direction_of_a_figure_carries_its_colour() -> None:
    text = draw('<c-stat label="IP ASN" value="61,39" direction="down" change="turun 2" tone="bad" hint="dari 2024" />')
    plain = " ".join(re.sub(r"<svg.*?</svg>", "", text, flags=re.DOTALL).split())
    words = 'turun 2<span class="visually-hidden"> (memburuk)</span>'
    assert f'<div class="stat-hint"><span class="stat-change stat-bad">{words}</span> dari 2024</div>' in plain


@pytest.mark.parametrize(
    ("tag", "drawn"),
    [
        ("{% query page=2 %}", "?q=sari%20w&amp;page=2"),
        ("{% query q=None %}", "?page=1"),
        ('{% query q="" page=None %}', "?"),
        ("{% query sort=name %}", "?q=sari%20w&amp;page=1"),
    ],
)
def test_query_changes_one_parameter(tag: str, drawn: str) -> None:
    assert draw(tag, "q=sari+w&page=1").replace("+", "%20") == drawn


def test_a_chart_carries_its_numbers_as_data_and_as_table() -> None:
    data = {
        "type": "bar",
        "labels": ["PNS", "</script>"],
        "series": [{"name": "JP", "values": [1234.5, None]}],
        "unit": "JP",
    }
    text = draw('<c-chart id="jp" title="Temuan" :data="data" />', data=data)
    assert '<canvas data-chart="jp" role="img" aria-label="Temuan">' in text
    assert '<script id="jp" type="application/json">' in text
    assert "\\u003C/script\\u003E" in text
    assert "1.234,5 JP" in text


def test_components_escape_what_they_show() -> None:
    text = draw('<c-card title="{{ t }}"><c-badge tone="ok">{{ t }}</c-badge></c-card>', t="<b>x</b>")
    assert "<b>" not in text
    assert "&lt;b&gt;x&lt;/b&gt;" in text
