# Everything that a target needs on a fresh machine with Python 3.12+, Node 20+ and make, it sets up itself.
.DEFAULT_GOAL := help
.PHONY: help serve check test lint build pdf bench clean

UV_VERSION := 0.13.9
UV := .tools/bin/uv
BIN := .venv/bin
NPM := npm --prefix playground

# Material's notice that MkDocs has a successor: read once, it is in nobody's way.
export NO_MKDOCS_2_WARNING := 1
# Tests start hundreds of processes: what was compiled is kept, also where the machine says not to.
export PYTHONDONTWRITEBYTECODE :=

PYTHON_READY := .venv/.ready
NODE_READY := playground/node_modules/.ready
BROWSER_READY := .cache/browser

help: ## Say what each target does
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "make %-8s %s\n", $$1, $$2}'

serve: $(PYTHON_READY) $(NODE_READY) ## Serve the site at http://127.0.0.1:8000/, rebuilt when a file changes
	$(BIN)/mkdocs serve

check: $(PYTHON_READY) $(NODE_READY) ## Style, types, unit tests and the proofs of what changed, in a minute
	$(BIN)/python -m tests.check

build: $(PYTHON_READY) $(NODE_READY) ## Build the site into site/
	$(BIN)/mkdocs build --strict

pdf: $(PYTHON_READY) $(NODE_READY) $(BROWSER_READY) ## Build the site with the whole book as a PDF, site/book/backend-playbook.pdf
	PLAYBOOK_PDF="$$(head -n 1 $(BROWSER_READY))" $(BIN)/mkdocs build --strict

test: lint $(BROWSER_READY) ## Prove every rule, in Python and in a real browser, and test the tooling
	$(BIN)/pytest -n 2

lint: $(PYTHON_READY) $(NODE_READY) ## Check style and types
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(NPM) run check
	$(NPM) test

bench: $(PYTHON_READY) $(NODE_READY) $(BROWSER_READY) ## Measure: first output, bytes, build time
	$(BIN)/python -m tests.bench

clean: ## Remove what was built; what was downloaded stays in .cache/
	rm -rf site .mypy_cache .ruff_cache

$(UV):
	python3 -m venv .tools
	.tools/bin/pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)

$(PYTHON_READY): pyproject.toml uv.lock .python-version | $(UV)
	$(UV) sync --frozen --compile-bytecode --quiet
	@touch $@

$(NODE_READY): playground/package.json playground/package-lock.json
	$(NPM) ci --no-audit --no-fund
	@touch $@

$(BROWSER_READY): | $(PYTHON_READY)
	$(BIN)/python -m tests.browser.install $@
