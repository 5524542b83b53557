"""As the shipped settings make gunicorn."""

import runpy

import pytest
from gunicorn.config import Config

from tests.harness.site import ROOT

CONF = ROOT / "deploy" / "gunicorn.conf.py"

PLAIN = b"GET /a/?q=1 HTTP/1.1\r\nHost: x\r\n\r\n"


def configuration(trusted="0"):
    config = Config()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TRUSTED_PROXIES", trusted)
        for name, value in runpy.run_path(str(CONF)).items():
            if name in config.settings:
                config.set(name, value)
    return config


CONFIGURATION = configuration()
