# make run    the newspaper on http://localhost:8000 (PORT= moves it, PYTHON= chooses the Python to build on)
# make test   the whole suite on SQLite and on PostgreSQL, and the browser tests (ARGS="-x -k words" goes to pytest)
#
# Variables of the environment win over .env. Tests: TEST_DATABASE_URL names a PostgreSQL to use instead of
# the one that the suite starts for itself, CHROMIUM the browser.

.POSIX:
.PHONY: run test test-sqlite test-postgresql test-browser storm bench bench-data bench-mail bench-import lint format check messages lock base dev

PY = .venv/bin/python

run: base
	@exec $(PY) -m newsroom.serving

test: dev
	@$(PY) -m tests.harness.passes $(ARGS)

test-sqlite: dev
	@$(PY) -m pytest -m "not browser and not alone" $(ARGS)

test-postgresql: dev
	@$(PY) -m tests.harness.postgresql pytest -m "not browser and not alone" $(ARGS)

test-browser: dev
	@$(PY) -m pytest -m "browser or alone" $(ARGS)

# Many comments at once while web processes are killed, and an issue while its senders are, on both databases: acknowledged,
# lost, doubled, in doubt. STORM=5000 sends more.
STORMS = tests/newsroom/test_storm.py tests/newsroom/test_mail_storm.py

storm: dev
	@STORM=$${STORM:-1000} $(PY) -m pytest -q $(STORMS)
	@STORM=$${STORM:-1000} $(PY) -m tests.harness.postgresql pytest -q $(STORMS)

# What a page costs and how big an archive may be, into docs/performance.md. STORIES=1000000 makes the larger one larger.
bench: dev
	@$(PY) -m tests.bench

bench-mail: dev
	@$(PY) -m tests.bench mail

bench-data: dev
	@$(PY) -m tests.bench data

# POSTS=50000 brings in an archive of that size.
bench-import: dev
	@$(PY) -m tests.bench import

TEMPLATES = find templates articles comments newsletter newsroom -name '*.html' -print

lint: dev
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check .
	@$(TEMPLATES) | xargs .venv/bin/djade --check --target-version 5.2
	@$(PY) -m djlint --quiet templates
	@$(PY) -m mypy
	@bash -n .ci/run && sh -n deploy/venv.sh

format: dev
	@$(PY) -m ruff check --fix .
	@$(PY) -m ruff format .
	@$(TEMPLATES) | xargs .venv/bin/djade --target-version 5.2

# A site of nobody, as it would be on the web: its data folder is made up and taken away again.
check: dev
	@data=$$(mktemp -d) && trap 'rm -rf "$$data"' EXIT && \
	export DATA_DIR="$$data" ENV_FILE=/dev/null SITE_URL=https://news.example TRUSTED_PROXIES=1 \
	    EMAIL_URL=smtp+tls://news.example:587 \
	    SECRET_KEY="$$($(PY) -c 'import secrets; print(secrets.token_urlsafe(50))')" && \
	$(PY) manage.py makemigrations --check --dry-run && \
	$(PY) manage.py check --deploy --fail-level WARNING

# Bring locale/ up to date with what the pages, the mails and the desk say, and name what waits for a translator.
messages: dev
	@$(PY) -m tests.harness.messages
	@$(PY) -m tests.harness.desk_messages

# Every version and its hashes, and no address of an index: they come from wherever the installing machine looks.
LOCK = uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header

lock:
	$(LOCK) requirements/base.in -o requirements/base.txt
	$(LOCK) requirements/anymail.in -o requirements/anymail.txt
	$(LOCK) requirements/dev.in -o requirements/dev.txt

base dev:
	@deploy/venv.sh $@
