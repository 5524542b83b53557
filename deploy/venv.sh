#!/bin/sh
# Makes .venv and brings it to a lock: `deploy/venv.sh base` to run the site, `deploy/venv.sh dev` to work on it.
# Uses uv where it is there, pip otherwise. PYTHON= names the Python to build on. Does nothing when nothing changed.
set -eu
cd "$(dirname "$0")/.."
lock=requirements/$1.txt
python=.venv/bin/python

new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }

find_python() {
    set -- python3.14 python3.13 python3.12 python3.11 python3
    [ -z "${PYTHON:-}" ] || set -- "$PYTHON"
    for candidate; do
        if new_enough "$candidate"; then
            echo "$candidate"
            return
        fi
    done
}

as_root() { if [ "$(id -u)" = 0 ]; then echo "$*"; else echo "sudo $*"; fi; }

# The one line that brings a Python to this system, for people to copy.
python_line() {
    if command -v brew >/dev/null; then
        echo "brew install python@3.13"
        return
    fi
    for version in 3.13 3.12 3.11; do
        if apt-cache show "python$version" >/dev/null 2>&1; then
            as_root "apt install python$version python$version-venv"
            return
        fi
    done
    echo "install Python 3.11 or newer from https://www.python.org/downloads/, then: make PYTHON=/path/to/python3 run"
}

refuse() {
    printf '%s\n\n    %s\n\n' "$1" "$2" >&2
    exit 1
}

make_venv() {
    builder=$(find_python)
    [ -n "$builder" ] || refuse "This needs Python 3.11 or newer. To get it:" "$(python_line)"
    rm -rf .venv
    if command -v uv >/dev/null; then
        uv venv --quiet --python "$builder" .venv
        return
    fi
    "$builder" -c 'import ensurepip, venv' 2>/dev/null || refuse "Python's venv module is missing. To get it:" "$(venv_line)"
    "$builder" -m venv .venv
}

venv_line() {
    version=$("$builder" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
    as_root "apt install python$version-venv"
}

install() {
    if command -v uv >/dev/null; then
        uv pip install --quiet --require-hashes --python "$python" -r "$lock"
        return
    fi
    "$python" -m pip install --quiet --disable-pip-version-check --require-hashes -r "$lock"
}

new_enough "$python" || make_venv
cmp -s "$lock" ".venv/$1.lock" && exit
echo "Installing $lock ..."
install
cp "$lock" ".venv/$1.lock" # written last: an interrupted installation is done again
