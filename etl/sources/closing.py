"""What stands behind the lines that close a resolution: more of these, an annex, or neither."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from etl.sources.fragments import Fragment, is_closed
from etl.sources.front_matter import CLOSING_MEETING
from etl.sources.furniture import ANNEX_LINE, DATE_LINE

# What heads notes at a document's end.
_NOTES_HEADING = re.compile(r"^(?:Foot|End)?[Nn]otes\b")


@dataclass(slots=True)
class BehindClosing:
    """Files what stands behind the first of the closing lines, until an annex begins.

    Attributes:
        closing: (line number, text) of meeting and date.
        held: what may be the title of an annex, and is left out unless one begins below it.
    """

    closing: list[tuple[int, str]] = field(default_factory=list)
    held: list[Fragment] = field(default_factory=list)

    @property
    def left(self) -> list[tuple[int, str]]:
        """(line number, text) of what is neither note nor annex."""
        return [(fragment.line, fragment.raw) for fragment in self.held]

    def take(self, fragment: Fragment) -> None:
        """File a line that is neither note nor annex."""
        if CLOSING_MEETING.match(fragment.raw) or DATE_LINE.match(fragment.raw):
            self.closing.append((fragment.line, fragment.raw))
        else:
            self.held.append(fragment)

    def annex_from(self, fragment: Fragment) -> list[Fragment]:
        """Return what an annex begins with if one begins here, else nothing.

        It begins with "Annex", or under its title alone with paragraph 1.
        """
        if ANNEX_LINE.match(fragment.raw):
            return [fragment]
        if not self.is_under_title(fragment):
            return []
        titles, self.held = self.held, []
        return [*titles, fragment]

    def is_under_title(self, fragment: Fragment) -> bool:
        """Tell whether paragraph 1 of a text stands here under the title of that text."""
        titles = [one.text for one in self.held if not (one.number or is_closed(one.text))]
        return bool(fragment.number == "1." and titles and not _NOTES_HEADING.match(titles[-1]))
