# `make demo` and `make test` set up what they need; PYTHON picks the interpreter (3.11 to 3.13).
PYTHON ?= python3
UV ?= uv
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
DEMO := out/demo
PYTHONS ?= python3.11 python3.12 python3.13

.PHONY: demo golden test check pages site coverage release bench torture accuracy audit offline format lock clean

demo: $(VENV)/base  ## read the sample articles, answer two questions, write the graph as Turtle
	$(BIN)/kg --workspace $(DEMO)/workspace ingest samples
	$(BIN)/kg --workspace $(DEMO)/workspace report who-met-whom --format table
	$(BIN)/kg --workspace $(DEMO)/workspace report recurring-commitments --format table
	$(BIN)/kg --workspace $(DEMO)/workspace export --format turtle --output $(DEMO)/graph.ttl
	@echo "The graph is in $(DEMO)/graph.ttl."

test: $(VENV)/ftm $(VENV)/ray  ## run every test, with a real Neo4j and Chromium
	@command -v chromium >/dev/null || { apt-get update -qq && apt-get install -y -qq chromium >/dev/null; } || \
	  echo "Chromium is missing and could not be installed: the tests that drive it will fail." >&2
	$(BIN)/python -m pytest

check: $(VENV)/dev  ## the quick tests, with lint and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	@mkdir -p out
	$(BIN)/lint-imports --no-cache > out/imports.txt || { cat out/imports.txt; exit 1; }
	$(BIN)/codespell
	$(MAKE) --no-print-directory site
	$(BIN)/python -m pytest -q -n auto -m "not neo4j and not browser and not slow"

site: $(VENV)/dev  ## build the documentation into out/site; a broken inner link is an error
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --quiet

pages: $(VENV)/dev  ## renew the pages and the drawing of the documentation that are made from the program and the ontology
	$(BIN)/python docs/generate_architecture.py
	$(BIN)/python docs/generate_commands.py
	$(BIN)/python docs/generate_ontology.py

coverage: $(VENV)/dev  ## the quick tests, with the lines that none of them reaches
	$(BIN)/python -m pytest -q -n auto -m "not neo4j and not browser and not slow" --cov=kg --cov=loaders --cov-report=term-missing:skip-covered

release: $(VENV)/dev  ## build wheel and sdist into dist/, try the wheel in an empty environment for each Python at hand
	PYTHONS="$(PYTHONS)" $(BIN)/python tools/release.py

golden: $(VENV)/dev  ## renew the reviewed files of the samples; look at `git diff tests/golden` before committing them
	$(BIN)/python -m tests.golden.renew

accuracy: $(VENV)/dev  ## score the reading of the annotated articles in tests/gold, write docs/accuracy.md
	$(BIN)/python tools/accuracy.py

bench: $(VENV)/dev  ## measure everything, with peers and limits, and write docs/performance.md; takes hours
	$(BIN)/python bench/report.py

TORTURE := out/torture
FAULTS := $(addprefix tests/kg/test_,neo4j_faults.py full_disk.py neo4j_artifacts.py archive.py \
  ingest.py::test_two_commands_at_once_both_finish $(addprefix workspace.py::test_,a_failed_change_changes_nothing \
  a_migration_that_fails_leaves_the_workspace_as_it_was processes_that_make_one_workspace_at_once_make_one)) \
  $(addprefix tests/loaders/test_push.py::test_,a_push_that_died_anywhere_is_finished_by_the_next \
  a_first_push_that_died_is_finished_by_another_one a_filling_that_breaks_off_leaves_an_empty_graph_that_the_next_push_fills \
  two_pushes_at_once_end_with_one_refused a_lost_ledger_is_made_again_by_comparing \
  a_graph_set_back_to_an_earlier_state_is_compared_and_mended a_node_that_somebody_deleted_is_noticed_when_it_is_needed)

torture: $(VENV)/dev  ## kill kg at 200 moments, try every fault, feed the readers with broken files; takes hours
	@mkdir -p $(TORTURE)
	$(BIN)/kg --workspace $(TORTURE) neo4j start --bolt-port 17687 --http-port 17474 >/dev/null
	NEO4J_PASSWORD="$$(cat $(TORTURE)/neo4j/password)" $(BIN)/python -m tests.faults.crashes $(TORTURE)/crashes.json \
	  --uri bolt://localhost:17687; ended=$$?; $(BIN)/kg --workspace $(TORTURE) neo4j stop; exit $$ended
	CI=1 $(BIN)/python -m pytest $(FAULTS) --junitxml $(TORTURE)/faults.xml
	$(BIN)/python tools/reliability.py $(TORTURE)/crashes.json $(TORTURE)/faults.xml
	HYPOTHESIS_PROFILE=torture $(BIN)/python -m pytest tests/loaders/test_reading_anything.py \
	  tests/loaders/test_word_files.py tests/loaders/resolution/test_reading_any_decisions.py \
	  tests/loaders/extraction/test_reading_damaged_text.py

audit: $(VENV)/audit  ## licences of all dependencies, known vulnerabilities, and a list of what is shipped in out/sbom.json
	$(BIN)/python tools/licences.py
	$(BIN)/python tools/vulnerabilities.py
	@mkdir -p out
	$(BIN)/cyclonedx-py requirements --pyproject pyproject.toml --output-reproducible -o out/sbom.json requirements.lock

offline: $(VENV)/dev  ## `make check` where nothing but loopback is there; a packet for another machine is a failure
	unshare --user --map-root-user --net $(BIN)/python tests/confined.py $(MAKE) check

format: $(VENV)/dev  ## bring the code into its form
	$(BIN)/ruff check --fix --quiet .
	$(BIN)/ruff format .

$(VENV)/base: requirements.lock pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(PIP) install --no-compile --require-hashes -r requirements.lock  # Python compiles what it uses, a fifth of it
	$(PIP) install --no-compile --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/dev: requirements-dev.lock $(VENV)/base
	$(PIP) install --require-hashes -r requirements-dev.lock
	@touch $@

$(VENV)/ftm: requirements-ftm.lock $(VENV)/dev
	@pkg-config --exists icu-i18n 2>/dev/null || \
	  { apt-get update -qq && apt-get install -y -qq g++ libicu-dev pkg-config >/dev/null; } || true
	@$(PIP) install --require-hashes -r requirements-ftm.lock && touch $@ || \
	  echo "followthemoney could not be installed (PyICU needs the headers of ICU): its tests are skipped." >&2

$(VENV)/ray: requirements-ray.lock $(VENV)/dev
	$(PIP) install --require-hashes -r requirements-ray.lock
	@touch $@

$(VENV)/audit: requirements-audit.lock $(VENV)/ftm $(VENV)/ray
	$(PIP) install --require-hashes -r requirements-audit.lock
	@touch $@

lock:  ## renew the lock files
	$(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --group build pyproject.toml -o requirements.lock
	$(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --extra frames --extra local-neo4j --group build --group dev -c requirements.lock pyproject.toml -o requirements-dev.lock
	$(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --extra ftm -c requirements-dev.lock pyproject.toml -o requirements-ftm.lock
	$(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --extra ray -c requirements-dev.lock -c requirements-ftm.lock pyproject.toml -o requirements-ray.lock
	$(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --group pyproject.toml:audit -c requirements-dev.lock -c requirements-ftm.lock -c requirements-ray.lock -o requirements-audit.lock

clean:  ## remove what the other targets made, but for the local Neo4j's files, which are kept outside
	rm -rf $(VENV) out build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .coverage
