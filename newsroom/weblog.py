"""How the web server writes its log: no query, no referrer, no token."""

from gunicorn.glogging import Logger

from newsroom.press.redaction import RedactingFormatter

# Only %(U)s holds something of an address, and that without its query.
ACCESS_FORMAT = '%(t)s %(h)s %(m)s %(U)s %(s)s %(B)s bytes %(M)s ms "%(a)s"'


class WebLog(Logger):
    """gunicorn's own log, redacted."""

    def setup(self, cfg):
        super().setup(cfg)
        for handler in self.error_log.handlers:
            handler.setFormatter(RedactingFormatter(self.error_fmt, self.datefmt))
        for handler in self.access_log.handlers:
            handler.setFormatter(RedactingFormatter(self.access_fmt))
