"""The passes of `make test`: SQLite and PostgreSQL side by side, then what wants the machine to itself."""

import subprocess
import sys
import tempfile

TOGETHER = "not browser and not alone"
ALONE = "browser or alone"
TWICE = "twice"


def main():
    """Run every pass, show each one's output as a whole, and end with 1 if any of them failed."""
    arguments = sys.argv[1:]
    with tempfile.TemporaryFile() as output:
        second = _start(["tests.harness.postgresql", "pytest", "-m", TOGETHER, *arguments], output)
        print("SQLite", flush=True)
        failures = [_start(["pytest", "-m", TOGETHER, *arguments]).wait(), second.wait()]
        print("PostgreSQL", flush=True)
        _show(output)
    print("Browser, and what is measured on a quiet machine", flush=True)
    failures.append(_start(["pytest", "-m", ALONE, *arguments]).wait())
    print("The same on PostgreSQL, where it is another thing", flush=True)
    failures.append(_start(["tests.harness.postgresql", "pytest", "-m", TWICE, *arguments]).wait())
    sys.exit(1 if any(failures) else 0)


def _start(command, output=None):
    return subprocess.Popen([sys.executable, "-m", *command], stdout=output, stderr=output)


def _show(output):
    output.seek(0)
    sys.stdout.buffer.write(output.read())
    sys.stdout.flush()


if __name__ == "__main__":
    main()
