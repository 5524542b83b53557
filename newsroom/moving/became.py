"""What becomes of a record, in the words of the report: whoever brings something says one of these."""

IMPORTED, CHANGED, UNCHANGED, SKIPPED = "imported", "changed", "unchanged", "skipped"
OUTCOMES = (IMPORTED, CHANGED, UNCHANGED, SKIPPED)
DELETED = "it was deleted here after an earlier import"
