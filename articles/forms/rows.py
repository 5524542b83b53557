"""A list that hangs on a story (bylines, corrections, picks) as one person and another left it."""

from dataclasses import dataclass

from articles.forms import posted
from articles.forms.parts import MINE, Piece, default_of, digest, listed

ORDER = {"position"}  # what moves a row without making it another


@dataclass
class Row:
    """One row: its key, "" for a new one, and what stands in it by the name of the field."""

    key: str
    given: dict[str, tuple]

    @property
    def core(self):
        return {name: value for name, value in self.given.items() if name not in ORDER}


class Rows:
    """The rows of one formset, taken as a whole."""

    def __init__(self, formset, label):
        self.formset, self.name, self.label = formset, formset.prefix, label
        self.key_name = formset.model._meta.pk.name
        extra = {self.key_name, "DELETE", formset.fk.name}
        self.blank = formset.empty_form
        self.bounds = {bound.name: bound for bound in self.blank if bound.name not in extra}

    def fingerprint(self, data):
        return digest([row.given for row in self.rows(data)])

    def pieces(self, mine, theirs, opened):
        if f"{self.name}-TOTAL_FORMS" not in mine:
            return []  # this person does not see them
        here, there = self.rows(mine), self.rows(theirs)
        if [row.given for row in here] == [row.given for row in there]:
            return []
        default = default_of(opened, self.fingerprint(theirs), self.fingerprint(mine))
        return [Piece(self._shown(there), self._shown(here), default=default)]

    def write(self, data, mine, theirs, pieces):
        """Write what was chosen as changes of the rows that are there."""
        if f"{self.name}-TOTAL_FORMS" not in mine:
            return
        there = self.rows(theirs)
        wanted = self.rows(mine) if pieces and pieces[0].choice == MINE else there
        for name in [
            name for name in data if name.startswith((f"{self.name}-", f"initial-{self.name}-"))
        ]:
            del data[name]
        total = self._write(data, there, _matched(wanted, there))
        for name, value in posted.management(self.name, total, len(there)):
            data[name] = value

    def rows(self, data) -> list[Row]:
        """Return the rows that were posted, without the deleted and the empty ones."""
        said = data.get(f"{self.name}-TOTAL_FORMS", "")
        total = int(said) if said.isascii() and said.isdecimal() and len(said) < 5 else 0
        rows = [self._row(data, at) for at in range(min(total, posted.MOST_ROWS))]
        return [row for row in rows if row and not self._is_blank(row)]

    def _row(self, data, at):
        if data.get(f"{self.name}-{at}-DELETE"):
            return None
        given = {
            name: tuple(posted.read(bound, data, each) for each in self._names(bound, at))
            for name, bound in self.bounds.items()
        }
        return Row(data.get(f"{self.name}-{at}-{self.key_name}", ""), given)

    def _is_blank(self, row):
        """Say whether a new row holds nothing but what stood in it from the beginning."""
        typed = [name for name, bound in self.bounds.items() if bound.value() is None]
        return not row.key and not any(any(row.given[name]) for name in typed)

    def _names(self, bound, at):
        return [name.replace("__prefix__", str(at)) for name in posted.names(bound)]

    def _shown(self, rows):
        return listed([self._line(row) for row in rows])

    def _line(self, row):
        said = [
            posted.shown(bound.field, tuple(value for part in row.given[name] for value in part))
            for name, bound in self.bounds.items()
            if name not in ORDER
        ]
        return " · ".join(filter(None, said))

    def _write(self, data, there, matched):
        """Write each row at its place and return how many there are: those that stay, those that go, the new."""
        changed, new = matched
        for at, row in enumerate(there):
            self._put(data, at, changed.get(row.key, row))
            data[f"{self.name}-{at}-{self.key_name}"] = row.key
            if row.key not in changed:
                data[f"{self.name}-{at}-DELETE"] = "on"
        for at, row in enumerate(new, len(there)):
            self._put(data, at, row)
        return len(there) + len(new)

    def _put(self, data, at, row):
        for name, bound in self.bounds.items():
            for each, value in zip(self._names(bound, at), row.given[name], strict=True):
                posted.put(data, each, value)


def _matched(wanted, there):
    """Return the wanted rows by the keys of those that are there, and those that are there no longer or not yet."""
    free = {row.key: row for row in there}
    changed = {row.key: row for row in wanted if row.key in free}
    new = []
    for row in wanted:
        if row.key in changed:
            continue
        like = [key for key, one in free.items() if key not in changed and one.core == row.core]
        if like:
            changed[like[0]] = row
        else:
            new.append(row)
    return changed, new
