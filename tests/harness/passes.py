"""The passes of `make test`: what runs side by side, and then what wants the machine to itself."""

import subprocess
import sys
import tempfile

TOGETHER = "not browser and not alone"
BROWSER = "browser and not alone"
TWICE = "twice"
PATIENT = "patient or twice"
ALONE = f"alone and not ({PATIENT})"
POSTGRESQL = "tests.harness.postgresql"


def main():
    """Run every pass, show each one's output as a whole, and end with 1 if any of them failed."""
    given = sys.argv[1:]
    failures = [
        *_beside(
            ("SQLite", ["pytest", "-m", TOGETHER, *given]),
            ("PostgreSQL", [POSTGRESQL, "pytest", "-m", TOGETHER, *given]),
        ),
        *_beside(
            ("Browser", ["pytest", "-m", BROWSER, "--half", "first", *given]),
            ("Browser, the other half", ["pytest", "-m", BROWSER, "--half", "second", *given]),
        ),
        *_beside(
            ("The site as a whole", ["pytest", "-m", PATIENT, *given]),
            ("The same on PostgreSQL", [POSTGRESQL, "pytest", "-m", TWICE, *given]),
        ),
        _alone("What is measured on a quiet machine", ["pytest", "-m", ALONE, *given]),
    ]
    sys.exit(1 if any(failures) else 0)


def _beside(first, second):
    """Run two passes at once on two cores, and show the second when the first is over."""
    with tempfile.TemporaryFile() as output:
        other = _start(second[1], output)
        failures = [_alone(*first), other.wait()]
        print(second[0], flush=True)
        output.seek(0)
        sys.stdout.buffer.write(output.read())
        sys.stdout.flush()
    return failures


def _alone(name, command):
    print(name, flush=True)
    return _start(command).wait()


def _start(command, output=None):
    return subprocess.Popen([sys.executable, "-m", *command], stdout=output, stderr=output)


if __name__ == "__main__":
    main()
