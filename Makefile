# The two commands that matter: `make demo` and `make test`. Both do all of their own set-up.

PYTHON := .venv/bin/python
ARGS ?=

.PHONY: demo test lint audit bench lock docs clean

demo: .venv/demo.ready
	@$(PYTHON) -m inbox_bot demo $(ARGS)

test: .venv/dev.ready
	@$(PYTHON) -m pytest --numprocesses auto --dist loadfile $(ARGS)

lint: .venv/dev.ready
	@$(PYTHON) -m ruff check
	@$(PYTHON) -m ruff format --check
	@$(PYTHON) -m mypy

# Known vulnerabilities in the locked packages; skipped, with a line, where the list cannot be reached.
audit: .venv/dev.ready
	@$(PYTHON) scripts/audit.py

bench: .venv/dev.ready
	@$(PYTHON) benchmarks/whole_job.py $(ARGS)
	@$(PYTHON) benchmarks/stages.py
	@$(PYTHON) benchmarks/corpora.py
	@$(PYTHON) -m benchmarks.threads
	@$(PYTHON) benchmarks/reliability.py

docs: .venv/dev.ready
	@$(PYTHON) scripts/write_docs.py

.venv/demo.ready: requirements/demo.lock pyproject.toml
	@scripts/setup demo

.venv/dev.ready: requirements/dev.lock pyproject.toml
	@scripts/setup dev
	@touch .venv/demo.ready

# Hashes for every platform, so that what is tested is what is installed.
lock:
	@python3 -m venv .venv && .venv/bin/pip install --quiet uv
	@for purpose in run demo dev; do .venv/bin/uv pip compile pyproject.toml requirements/build.in $$(test $$purpose = run || echo --extra $$purpose) --universal \
	  --python-version 3.11 --generate-hashes --quiet --no-emit-index-url --no-emit-find-links \
	  --custom-compile-command "make lock" --output-file requirements/$$purpose.lock; done
	@.venv/bin/uv pip compile requirements/audit.in --universal --python-version 3.11 --generate-hashes --quiet \
	  --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" --output-file requirements/audit.lock

clean:
	rm -rf .venv .mypy_cache .pytest_cache .ruff_cache .hypothesis .coverage dist
