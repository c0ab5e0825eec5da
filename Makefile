# make demo    read an example article and print what it claims
# make test    run the tests
# make check   format, lint, types, import contract
# make gate    score the dev split; fails when a headline figure fell (benchmarks/baseline.json)
# make bench   measure accuracy, peers, speed and ablations again, write benchmarks/RESULTS.md; GOLD="..." adds sets,
#             ARTICLES="..." articles to time
# make docs    build the documentation into site/
# make notebooks  run the example notebooks and keep what they show
# make lock    resolve the dependencies again and write the locks
# Each sets up .venv from nothing, from the locked and hashed requirements.

PYTHON ?= python3.11
BIN := .venv/bin
READY := .venv/.ready
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
LOCK := $(BIN)/uv pip compile pyproject.toml --quiet --generate-hashes --universal --python-version 3.11 \
	--no-header --no-emit-index-url

.PHONY: demo test check gate bench docs notebooks lock

demo: $(READY)
	$(BIN)/claimx extract examples/articles/verrelec.txt --published 2024-07-30

test: $(READY)
	$(BIN)/pytest

check: $(READY)
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/lint-imports

gate: $(READY)
	$(BIN)/python benchmarks/gate.py

bench: $(READY)
	$(BIN)/python benchmarks/bench.py $(GOLD) $(if $(ARTICLES),--articles $(ARTICLES))

docs: $(READY)
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict --quiet

notebooks: $(READY)
	cd examples && ../$(BIN)/jupyter execute --inplace --NotebookClient.record_timing=False \
		--NotebookClient.coalesce_streams=True *.ipynb
	rm -r examples/claims

lock: $(READY)
	$(LOCK) --group dev --all-extras -o requirements/dev.txt
	$(LOCK) --no-annotate --constraint requirements/dev.txt -o requirements/run.txt

$(READY): requirements/dev.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
		echo "claimx needs Python 3.11 or later: '$(PYTHON)' is missing or older." >&2; \
		echo "Install it, or name another: make PYTHON=/path/to/python3.12" >&2; exit 1; }
	$(PYTHON) -m venv .venv
	$(PIP) install --require-hashes -r requirements/dev.txt
	$(PIP) install --no-build-isolation --no-deps -e .
	@touch $@
