# The menu of the project. `make play` and `make test` set up what they need by themselves.
.DEFAULT_GOAL := help
.PHONY: help play test check format soak coverage bench picture lock clean setup-dev

BIN := .venv/bin
ARGS ?=

help: ## this list
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 12

play: ## set everything up and open the game; make play ARGS="--data DIR"
	@sh tools/play $(ARGS)

setup-dev:
	@python=$$(sh tools/find-python) && "$$python" tools/prepare.py --dev

test: setup-dev ## run every test; make test ARGS="tests/scoring -k worked"
	@$(BIN)/python -m pytest -n auto --dist worksteal $(ARGS)

check: setup-dev ## format, lint, types, import contracts, tests
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo
	@$(BIN)/python -m pytest -n auto --dist worksteal $(ARGS)

format: setup-dev ## let ruff put the code into its form
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

soak: setup-dev ## the property tests and the fault runs in their full form
	@CPSIM_LONG=1 $(BIN)/python -m pytest -n auto --dist worksteal --timeout=7200 $(ARGS)

coverage: setup-dev ## the branches the tests reach, package by package
	@$(BIN)/python -m pytest -n auto --dist worksteal --cov --cov-report=term $(ARGS)

bench: setup-dev ## measure the program beside its peers and write the table
	@$(BIN)/python -m bench.peers
	@$(BIN)/python -m bench.run $(ARGS)

picture: setup-dev ## make docs/home.svg from the running program
	@$(BIN)/python -m tools.picture

lock: ## after a change of dependencies: the lock and the two pinned lists (needs uv)
	uv lock
	uv export --quiet --frozen --no-emit-project --no-default-groups --group build -o requirements.txt
	uv export --quiet --frozen --no-emit-project --group dev -o requirements-dev.txt

clean: ## remove what can be made again
	rm -rf .venv build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache htmlcov .coverage*
