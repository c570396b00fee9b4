# One command per wish. `make help` lists them.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8480
UV := $(BIN)/uv --no-config

.DEFAULT_GOAL := help
.PHONY: help up demo test walk check bench bench-extract catalogues format lock clean

help: ## list the commands
	@grep -E '^[a-z-]+:.*## ' Makefile | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/' | expand -t 16

up: $(VENV)/.run ## install into .venv and start Broadsheet
	@exec $(BIN)/broadsheet up --port $(PORT)

demo: $(VENV)/.run ## show it with invented outlets, without the internet
	@exec $(BIN)/broadsheet demo --port $(PORT)

test: $(VENV)/.dev ## install what the tests need, a browser and a mail server too, and run them all
	@bash tests/get_browser.sh
	@bash tests/get_mail_server.sh
	$(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder

walk: $(VENV)/.dev ## walk through it in a browser as a person does; pictures of each step go to walk/
	@bash tests/get_browser.sh
	$(BIN)/python -m pytest tests/web/test_walk.py --pictures walk

check: $(VENV)/.dev ## lint, format, types, layout, docs
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest tests/test_layout.py tests/test_docs.py

bench: $(VENV)/.dev ## measure: speed, memory, size, quality (needs ../shared)
	$(BIN)/python -m bench

bench-extract: $(VENV)/.dev ## measure clean text alone, against the floors of bench/floors.toml
	$(BIN)/python -m bench extraction

catalogues: $(VENV)/.dev ## gather what the interface says into the catalogues of its languages
	$(BIN)/python -m broadsheet.web.interface.gather

format: $(VENV)/.dev ## let ruff format and mend
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

lock: $(VENV)/.dev ## resolve the requirements anew, with hashes
	$(UV) pip compile -q --universal --python-version 3.11 --generate-hashes --no-annotate --no-header \
	  --upgrade pyproject.toml -o requirements/run.txt
	$(UV) pip compile -q --universal --python-version 3.11 --generate-hashes --no-annotate --no-header \
	  --upgrade requirements/dev.in -c requirements/run.txt -o requirements/dev.txt
	$(UV) pip compile -q --universal --python-version 3.11 --generate-hashes --no-annotate --no-header \
	  --upgrade requirements/tools.in -o requirements/tools.txt

clean: ## remove .venv and what the tools left
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis build dist

# What runs Broadsheet, from the locked requirements. uv resolves and installs where an older pip fails.
$(VENV)/.run: requirements/run.txt requirements/tools.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Broadsheet needs Python 3.11 or newer. Name one: make up PYTHON=python3.12"; exit 2; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) || \
	  { echo "Python could not make a virtual environment. On Debian: apt install python3-venv"; exit 2; }
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/tools.txt
	@$(UV) pip install --quiet --python $(BIN)/python --require-hashes -r requirements/run.txt
	@$(UV) pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.dev: $(VENV)/.run requirements/dev.txt
	@$(UV) pip install --quiet --python $(BIN)/python --require-hashes -r requirements/dev.txt
	@touch $@
