# Two commands do everything: `make demo` and `make test`. See README.md.
.DEFAULT_GOAL := help
.PHONY: help install engine demo test check fix bench bench-peers second-opinion clean

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# Set on some images; without bytecode the AWS SDK takes four seconds to import instead of one.
export PYTHONDONTWRITEBYTECODE :=
export UV_COMPILE_BYTECODE := 1
# As pip does: a company's own certificate authority counts.
export UV_SYSTEM_CERTS := 1
export PULUMI_SKIP_UPDATE_CHECK := 1

help: ## Say what there is.
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

$(VENV)/.installed: requirements.lock toolchain/uv.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed; name one with make PYTHON=python3.12")'
	@echo "Installing the pinned packages into $(VENV) (half a minute the first time)"
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r toolchain/uv.lock
	@$(BIN)/uv pip sync --quiet --python $(BIN)/python --require-hashes requirements.lock
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --editable .
	@touch $@

install: $(VENV)/.installed ## Install the pinned packages and the engine, nothing else.
	@$(BIN)/python -m aurora.engine.install

demo: install ## Bring the three stacks up on an embedded AWS.
	@$(BIN)/aurora demo

test: install check ## Run every check and every test.
	@$(BIN)/python -m pytest -n 2 --dist loadscope --no-loadscope-reorder

check: $(VENV)/.installed ## Format, lint, types and layers, in seconds.
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ty check --quiet aurora components policies
	@$(BIN)/lint-imports --no-logo >/dev/null || $(BIN)/lint-imports

fix: $(VENV)/.installed ## Let the formatter and the linter repair what they can.
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

bench: install ## Measure the budgets and print a table.
	@$(BIN)/python -m benchmarks

bench-peers: $(VENV)/.installed ## Measure beside the AWS CDK with cdk-nag, and checkov; needs Node.js.
	@$(BIN)/python -m benchmarks.peers

second-opinion: install ## Ask prowler about the stacks and about mutations of them; the policies must agree.
	@$(BIN)/python -m tests.second_opinion

clean: ## Stop the embedded AWS and remove what was made here.
	@if [ -x $(BIN)/aurora ]; then $(BIN)/aurora local stop || true; fi
	rm -rf .aurora .bench .scan $(VENV) .pytest_cache .ruff_cache .hypothesis .import_linter_cache
