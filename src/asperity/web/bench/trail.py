"""What was done to a draft, to be undone and done again."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from asperity.web.bench.draft import Draft

LONGEST = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Trail:
    """A draft with those before it, and those that were undone.

    Attributes:
        now: the draft as it is
        before: older ones, the oldest first; at most LONGEST
        after: undone ones, the next first
        doing: what the last change was of; changes of one thing in a row are undone together
    """

    now: Draft
    before: tuple[Draft, ...] = ()
    after: tuple[Draft, ...] = field(default=())
    doing: object = None

    def to(self, draft: Draft, *, doing: object = None) -> Trail:
        """The trail with a further draft."""
        if doing is not None and doing == self.doing:
            return replace(self, now=draft, after=())
        return Trail(now=draft, before=(*self.before, self.now)[-LONGEST:], doing=doing)

    def undo(self) -> Trail:
        """The trail one change back, as it is where there is none."""
        if not self.before:
            return self
        return Trail(now=self.before[-1], before=self.before[:-1], after=(self.now, *self.after))

    def redo(self) -> Trail:
        """The trail one undone change on, as it is where there is none."""
        if not self.after:
            return self
        return Trail(now=self.after[0], before=(*self.before, self.now), after=self.after[1:])
