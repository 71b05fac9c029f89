"""Which tests of a run go to the same worker: those that share what takes long to make."""

from pathlib import PurePosixPath

from xdist.scheduler import LoadScopeScheduling

APART = (
    "test_browser_accessibility",
    "test_browser_crawl",
    "test_browser_frame",
    "test_browser_search",
    "test_browser_tables",
    "test_building",
    "test_mistakes",
    "test_onboarding",
    "test_publishing_crashes",
    "test_serving",
)
"""Files whose tests share nothing but the site of the example: each goes to whoever is free."""
TOGETHER = {
    "test_browser_editions": "editions",
    "test_publish_command": "editions",
    "test_pdf_book": "book",
    "test_pdf_single_documents": "book",
    "test_pdf_numbers": "book",
}
"""Files that share a fixture of the session; the tests of any other file stay together too."""


class Scheduling(LoadScopeScheduling):
    """Gives a worker all tests of a group, then the next group; the largest ones first."""

    def _split_scope(self, nodeid: str) -> str:
        file = PurePosixPath(nodeid.partition("::")[0]).stem
        return nodeid if file in APART else TOGETHER.get(file, file)
