from collections.abc import Iterator

from ..diagnostics import Challenge, Level
from ..manual import Manual
from ..manual.receipts import contents_of, is_content_of, was_read
from ..model.acknowledgement import Acknowledgement
from ..text import listed
from . import Flaw

CHALLENGE = Challenge.COMMUNICATION
LEVEL = Level.WARNING
TOPIC = "acknowledgements"


def check(manual: Manual) -> Iterator[Flaw]:
    """Every acknowledgement is of the content that its version has or had."""
    for one in manual.all(Acknowledgement):
        record = was_read(manual, one)
        if record is None or one.fingerprint is None or manual.is_flawed(record):
            continue
        if not is_content_of(record, one.version, one.fingerprint):
            theirs = listed(sorted(contents_of(record, one.version)))
            message = f"is of a content that version {one.version} of {one.record} does not have"
            hint = (
                f"It comes to {theirs}. If the text has changed, give it a new version; "
                "if not, ask for a new receipt."
            )
            yield Flaw(one, message, hint, ("fingerprint",))
