"""How the web server writes its log: no query, no referrer, no token."""

import re

from gunicorn.glogging import Logger, SafeAtoms

from newsroom.press.redaction import RedactingFormatter

# Only %(U)s holds something of an address, and that without its query.
ACCESS_FORMAT = '%(t)s %(h)s %(m)s %(U)s %(s)s %(B)s bytes %(M)s ms "%(a)s"'


_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")


class OneLine(SafeAtoms):
    """What a line says of a request, in which an address with a line break in it begins no line of its own."""

    def __getitem__(self, key):
        return _CONTROLS.sub(lambda found: ascii(found[0])[1:-1], str(super().__getitem__(key)))


class WebLog(Logger):
    """gunicorn's own log, redacted."""

    atoms_wrapper_class = OneLine

    def setup(self, cfg):
        super().setup(cfg)
        for handler in self.error_log.handlers:
            handler.setFormatter(RedactingFormatter(self.error_fmt, self.datefmt))
        for handler in self.access_log.handlers:
            handler.setFormatter(RedactingFormatter(self.access_fmt))
