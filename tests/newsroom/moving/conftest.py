"""What the tests of moving in and out share."""

import pytest

from newsroom.moving import wordpress
from tests.newsroom.moving import exports


@pytest.fixture
def bring(tmp_path):
    """Import these records and return the report, once its counts add up to the file's own."""

    def bring(*records, report=None, **options):
        path = tmp_path / "export.xml"
        path.write_text(exports.export(*records))
        found = wordpress.import_files([path], wordpress.Options(**options), report=report)
        assert found.adds_up()
        return found

    return bring
