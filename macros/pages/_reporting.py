"""How to report an incident or raise a concern, as HTML."""

from urllib.parse import quote

from markupsafe import Markup

from ..manual import Manual
from ..manual.reporting import REPORTS, readers, reporting_channels, reports_about
from ..model import Entity
from ..model.channel import Channel
from ._contact_links import mail_link, phone_link
from ._markup import inline_list, link

CONTACTS = "/contacts/"
"""The address of the page with all contacts."""


def ids() -> dict[str, str]:
    """Return the id of the section about each report on the page with all contacts."""
    return {field: words.lower().replace(" ", "-") for field, words in REPORTS.items()}


def ways(manual: Manual, field: str) -> Markup:
    """Return the channels for a report: telephone, form, e-mail, readers, anonymity."""
    channels = reporting_channels(manual)[field]
    if not channels:
        return Markup('<p class="aims-empty">No channel for {} is recorded.</p>').format(field)
    return Markup("").join(_way(manual, channel) for channel in channels)


def _way(manual: Manual, channel: Channel) -> Markup:
    facts = [
        ("Telephone", _phone(channel)),
        ("Form", _form(channel.form) if channel.form else None),
        ("Email", mail_link(channel.email) if channel.email else None),
        ("Location", channel.where if not (channel.phone or channel.form or channel.email) else ""),
        ("Read by", inline_list(link(role) for role in readers(manual, channel))),
        ("Without a name", _anonymity(channel)),
    ]
    rows = Markup("").join(
        Markup("<div><dt>{}</dt><dd>{}</dd></div>").format(name, value)
        for name, value in facts
        if value
    )
    return Markup('<div class="aims-way"><p>{}</p><dl>{}</dl></div>').format(
        Markup('<a href="{}">{}</a>').format(quote(channel.address), channel.title), rows
    )


def _phone(channel: Channel) -> Markup | None:
    if not channel.phone:
        return None
    hours = Markup(" <small>{}</small>").format(channel.hours) if channel.hours else ""
    return phone_link(channel.phone) + hours


def _form(address: str) -> Markup:
    words = address.partition("://")[2].rstrip("/")
    return Markup('<a href="{}">{}</a>').format(address, words)


def _anonymity(channel: Channel) -> str:
    if channel.anonymous is None:
        return ""
    return "possible" if channel.anonymous else "not possible"


def about(manual: Manual, record: Entity) -> list[tuple[str, Markup]]:
    """Return (heading, channels) of each report that a record is about."""
    return [(REPORTS[field], ways(manual, field)) for field in reports_about(manual, record)]


def sections(manual: Manual) -> list[tuple[str, str, Markup]]:
    """Return the id, the heading and the channels of each report."""
    return [(ids()[field], words, ways(manual, field)) for field, words in REPORTS.items()]


def panel(manual: Manual, *fields: str) -> Markup:
    """Return reports with their channels, side by side; default: all reports."""
    return Markup('<div class="aims-reports">{}</div>').format(
        Markup("").join(
            Markup(
                '<section class="aims-report" aria-label="{0}">'
                '<p class="aims-report__head">{0}</p>{1}</section>'
            ).format(words, ways(manual, field))
            for field, words in REPORTS.items()
            if field in (fields or REPORTS)
        )
    )


def buttons(manual: Manual) -> Markup:
    """Return the reports for the head of a page: a button each, which shows the channels."""
    return Markup("").join(
        Markup(
            '<details class="aims-help" name="help"><summary class="aims-button">{}</summary>'
            '<div class="aims-help__panel">{}<p><a href="{}#{}">Contacts</a></p></div></details>'
        ).format(words, ways(manual, field), CONTACTS, ids()[field])
        for field, words in REPORTS.items()
    )
