"""`deploy/venv.sh` on machines that lack something: it says the one line that mends it."""

import os
import shutil
import subprocess
import sys

import pytest

from tests.harness.site import ROOT

TOO_OLD = "#!/bin/sh\nexit 1\n"
WITHOUT_VENV = """#!/bin/sh
case "$2" in
    *ensurepip*) exit 1 ;;
    *print*) echo 3.12 ;;
esac
"""


@pytest.fixture
def machine(tmp_path):
    """A machine with a shell's own tools and only those Pythons that a test puts there."""
    programs = tmp_path / "bin"
    programs.mkdir()
    for tool in ("sh", "dirname", "id", "cmp", "rm", "cat"):
        (programs / tool).symlink_to(shutil.which(tool))
    (tmp_path / "requirements").mkdir()
    (tmp_path / "deploy").mkdir()
    shutil.copy(ROOT / "requirements" / "base.txt", tmp_path / "requirements")
    shutil.copy(ROOT / "deploy" / "venv.sh", tmp_path / "deploy")
    return tmp_path


def put(machine, name, text):
    program = machine / "bin" / name
    program.write_text(text)
    program.chmod(0o755)


def run(machine, **environment):
    return subprocess.run(
        ["sh", "deploy/venv.sh", "base"],
        cwd=machine,
        env={"PATH": str(machine / "bin"), **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def sudo():
    return "" if os.geteuid() == 0 else "sudo "


def test_a_python_too_old_on_debian(machine):
    put(machine, "python3", TOO_OLD)
    put(machine, "apt-cache", '#!/bin/sh\n[ "$2" = python3.12 ]\n')
    result = run(machine)
    assert (result.returncode, result.stderr.split("\n\n")) == (
        1,
        [
            "This needs Python 3.11 or newer. To get it:",
            f"    {sudo()}apt install python3.12 python3.12-venv",
            "",
        ],
    )


def test_no_python_on_a_mac(machine):
    put(machine, "brew", "#!/bin/sh\n")
    result = run(machine)
    assert (result.returncode, "    brew install python@3.13\n" in result.stderr) == (1, True)


def test_a_python_without_venv(machine):
    put(machine, "python3.12", WITHOUT_VENV)
    result = run(machine)
    assert (result.returncode, result.stderr.split("\n\n")) == (
        1,
        [
            "Python's venv module is missing. To get it:",
            f"    {sudo()}apt install python3.12-venv",
            "",
        ],
    )


def test_a_python_asked_for_is_the_only_one_taken(machine):
    (machine / "bin" / "python3").symlink_to(sys.executable)
    put(machine, "old-python", TOO_OLD)
    result = run(machine, PYTHON="old-python")
    assert (result.returncode, "This needs Python 3.11 or newer" in result.stderr) == (1, True)


def test_nothing_is_done_where_nothing_changed(machine):
    (machine / ".venv" / "bin").mkdir(parents=True)
    (machine / ".venv" / "bin" / "python").symlink_to(sys.executable)
    shutil.copy(machine / "requirements" / "base.txt", machine / ".venv" / "base.lock")
    result = run(machine)
    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")
