"""Addresses and telephone numbers in a page are links, wherever they come from."""

import time

import pytest

from macros.pages import _onboarding
from macros.pages._contact_links import link_contacts, mail_link

MAIL = '<a href="mailto:a.b@example.org">a.b@example.org</a>'


@pytest.mark.parametrize(
    ("given", "linked"),
    [
        ("<p>a.b@example.org</p>", f"<p>{MAIL}</p>"),
        ("<p>Write to a.b@example.org.</p>", f"<p>Write to {MAIL}.</p>"),
        ("<td>extension 4646</td>", '<td><a href="tel:4646">extension 4646</a></td>'),
        (
            "<p>+31 71 555 0100, or</p>",
            '<p><a href="tel:+31715550100">+31 71 555 0100</a>, or</p>',
        ),
        (
            "<p>+44 (0)20 7946 0018</p>",
            '<p><a href="tel:+442079460018">+44 (0)20 7946 0018</a></p>',
        ),
        (
            "<p>https://example.org/x.</p>",
            '<p><a href="https://example.org/x">https://example.org/x</a>.</p>',
        ),
        (
            "<dd>https://example.org/?a=1&amp;b=2</dd>",
            '<dd><a href="https://example.org/?a=1&amp;b=2">https://example.org/?a=1&amp;b=2</a></dd>',
        ),
        (
            "<p>&lt;https://example.org/x&gt;</p>",
            '<p>&lt;<a href="https://example.org/x">https://example.org/x</a>&gt;</p>',
        ),
    ],
)
def test_an_address_in_text_becomes_a_link(given, linked):
    assert link_contacts(given) == linked


@pytest.mark.parametrize(
    "html",
    [
        f"<p>{MAIL}</p>",
        "<p><a href='/x/'><b>a.b@example.org</b></a></p>",
        "<A HREF='/x/'>a.b@example.org</A>",
        "<code>a.b@example.org</code>",
        "<pre><span>a.b@example.org</span></pre>",
        "<svg><text>extension 4646</text></svg>",
        '<input value="a.b@example.org">',
        "<p>a+1 of 2026-01-01, 1.2+3.4, an extension of 30 days</p>",
        "<p>@example, a@b, 5 + 6</p>",
    ],
)
def test_what_is_a_link_code_or_a_drawing_stays_as_it_is(html):
    assert link_contacts(html) == html


def test_text_after_an_element_that_stays_is_linked():
    assert link_contacts("<p><code>x</code> a.b@example.org</p>") == f"<p><code>x</code> {MAIL}</p>"


def test_a_long_word_takes_no_time():
    start = time.process_time()
    assert link_contacts(f"<p>@ {'a' * 40_000}</p>").endswith("a</p>")
    assert time.process_time() - start < 1


def test_an_address_cannot_add_a_header_to_a_mail():
    hostile = "a%0Abcc%3Ab%40example.org@example.org"
    href = "mailto:a%250Abcc%253Ab%2540example.org@example.org"
    assert mail_link(hostile) == f'<a href="{href}">{hostile}</a>'
    assert _onboarding.mailto(hostile) == href


def test_all_pages_call_a_number_in_the_same_way():
    assert _onboarding.phone("+44 (0)20 7946 0018") == "tel:+442079460018"
