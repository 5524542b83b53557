"""Changed writing as HTML: what is gone in <del>, what is new in <ins>, all else as it was."""

import re

from articles.differences import aligning, matching
from articles.differences.blocks import Block, Node, Run, Word, spell

SAID = {"a": "href", "img": "alt"}  # what one does not see of a tag and has to read

Change = tuple[list[Word], list[Word], bool]


class Drawing:
    """Draws what became of a block, showing what is gone (`del_`), what is new (`ins`), or both."""

    def __init__(self, *, del_: bool, ins: bool):
        self.shown = {"del": del_, "ins": ins}

    def draw(self, old: Node | None, new: Node | None) -> str:
        """Return the HTML of a block and what it became; a side that has nothing there is None."""
        if isinstance(old, Block) and isinstance(new, Block) and old.opening == new.opening:
            return self._inside(old, new)
        if isinstance(old, Run) and isinstance(new, Run):
            return self.draw_words(old.words, new.words)
        return self._whole(old, "del") + self._whole(new, "ins")

    def draw_words(self, old: list[Word], new: list[Word]) -> str:
        """Return two lines of writing as one."""
        pieces = []
        for gone, came, is_same in changes(old, new):
            if is_same:
                pieces.append(spell(came))
            else:
                pieces += [self._marked(gone, "del"), self._marked(came, "ins")]
        return "".join(pieces)

    def _inside(self, old, new):
        if old.html == new.html:
            return new.html
        pairs = aligning.align(old.children, new.children)
        return "".join([new.opening, *(self.draw(*pair) for pair in pairs), new.closing])

    def _whole(self, node, mark):
        """Draw a block that stands on one side alone."""
        if node is None or not self.shown[mark]:
            return ""
        if isinstance(node, Run):
            return self._marked(node.words, mark)
        if node.tag == "hr" or (node.tag == "figure" and not node.bag):
            return f"<{mark}>{node.html}</{mark}>"
        inside = (self._whole(child, mark) for child in node.children)
        return "".join([node.opening, *inside, node.closing])

    def _marked(self, words, mark):
        if not words or not self.shown[mark]:
            return ""
        words = [Word(_seen(word.html), word.around) for word in words]
        return f"<{mark}>{spell(words, _said)}</{mark}>"


def changes(old: list[Word], new: list[Word]) -> list[Change]:
    """Return both lines in stretches: those that are the same, and those that were changed.

    A word or two that happen to be the same between longer changes are left to them: so it reads better.
    """
    found = _stretches(old, new)
    kept = [
        (gone, came, is_same and not _is_lost(found, number))
        for number, (gone, came, is_same) in enumerate(found)
    ]
    return _joined(kept)


def _stretches(old, new):
    found: list[Change] = []
    old_from = new_from = 0
    for old_at, new_at in [*matching.matched(old, new), (len(old), len(new))]:
        if old_at > old_from or new_at > new_from:
            found.append((old[old_from:old_at], new[new_from:new_at], False))
        found.append((old[old_at : old_at + 1], new[new_at : new_at + 1], True))
        old_from, new_from = old_at + 1, new_at + 1
    return _joined(found)


def _is_lost(found, number):
    """Say whether what is the same here is short beside the changes on both sides of it."""
    if number in (0, len(found) - 1):
        return False
    length = _length(found[number][1])
    around = (found[number - 1], found[number + 1])
    return all(2 * length <= max(map(_length, stretch[:2])) for stretch in around)


def _length(words):
    return sum(len(word.html) for word in words)


def _joined(stretches):
    """Join stretches of one kind that stand side by side."""
    joined: list[Change] = []
    for gone, came, is_same in stretches:
        if not (gone or came):
            continue
        if joined and joined[-1][2] == is_same:
            joined[-1] = (joined[-1][0] + gone, joined[-1][1] + came, is_same)
        else:
            joined.append((gone, came, is_same))
    return joined


def _seen(html):
    """Let a line break that came or went be seen, and read of a picture what it shows."""
    return "↵<br>" if html == "<br>" else f"{html}{_said(html)}"


def _said(opening):
    """Return in words what a tag says that the eye does not see: where a link leads, what a picture shows."""
    tag = re.match("<([a-z]+)", opening)
    name = SAID.get(tag[1]) if tag else None
    value = name and re.search(rf' {name}="([^"]*)"', opening)
    return f' <span class="said">{value[1]}</span>' if value and value[1] else ""
