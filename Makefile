# `make` lists what there is. Everything is installed in .venv/ (Lighthouse, for `make audit`, in .cache/).
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.ONESHELL:
.PHONY: help run dev test check lint types layout in-step production test-sqlite test-postgresql bench screenshots audit \
	format messages pins environment tools browser gettext redis lighthouse

PY := .venv/bin/python
# How many tests run at once.
JOBS ?= 2
PYTEST := $(PY) -m pytest -q -n $(JOBS) --dist loadfile
# What checks need to know of a production server; it serves nobody.
PRODUCTION := DJANGO_SETTINGS_MODULE=config.settings.production ALLOWED_HOSTS=essays.example.org \
	BASE_URL=https://essays.example.org EMAIL_URL=smtp://localhost

help: ## this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 14

run: environment ## set up what is missing and serve the site at http://localhost:8000 (PORT=9000 for another)
	@exec $(PY) manage.py serve

dev: environment ## the same with autoreload and the causes of errors
	@DJANGO_SETTINGS_MODULE=config.settings.dev exec $(PY) manage.py serve --reload

test: tools browser gettext redis ## every test, on the default database
	@$(PYTEST) $(ARGS)

check: lint types layout in-step production test-sqlite test-postgresql ## what CI runs

lint: tools ## form and likely mistakes, in Python and in templates
	@.venv/bin/ruff format --check -q .
	.venv/bin/ruff check -q .
	.venv/bin/djhtml --check --tabwidth 2 templates 2> /dev/null || { echo "Templates want \`make format\`."; exit 1; }
	.venv/bin/djlint --quiet --lint templates
	PYTHONPATH=.:site .venv/bin/lint-imports > .venv/imports.log || { cat .venv/imports.log; exit 1; }

types: tools ## mypy
	@.venv/bin/mypy

layout: tools ## where things lie and how large they may be
	@$(PY) -m pytest -q tests/test_layout.py

in-step: tools ## migrations are in step with the models
	@export VAR_DIR=$$(mktemp -d); trap 'rm -rf "$$VAR_DIR"' EXIT
	$(PY) manage.py makemigrations --check --dry-run

production: tools ## Django's own checks for a server on the internet
	@export VAR_DIR=$$(mktemp -d); trap 'rm -rf "$$VAR_DIR"' EXIT
	export SECRET_KEY=$$($(PY) -c 'import secrets; print(secrets.token_urlsafe(64))')
	$(PRODUCTION) $(PY) manage.py check --deploy --fail-level WARNING

test-sqlite: tools browser gettext redis
	@env -u DATABASE_URL $(PYTEST)

test-postgresql: tools browser gettext redis
	@.ci/with-postgresql $(PYTEST)

bench: tools ## figures, each beside a plain view measured in the same run
	@$(PY) bench/run.py $(ARGS)

screenshots: tools browser ## pictures of every kind of page, in VAR_DIR/screenshots (ARGS=home for some)
	@$(PY) bench/screenshots.py $(ARGS)

audit: tools browser lighthouse ## Lighthouse over six kinds of page, as a telephone sees them (ARGS=home for some)
	@$(PY) bench/audit.py $(ARGS)

format: tools ## rewrite Python and templates in the one form
	@.venv/bin/ruff format -q .
	.venv/bin/ruff check -q --fix . || true
	.venv/bin/djhtml --tabwidth 2 templates 2> /dev/null || true

messages: environment gettext ## bring the translations in step with the sources, and compile them
	@.ci/messages

pins: ## write the exact versions of what our requirements need in turn
	@.ci/pins

environment:
	@.ci/install requirements.txt

tools: environment
	@.ci/install requirements-dev.txt

browser:
	@.ci/install-chromium

gettext:
	@.ci/install-gettext

redis:
	@.ci/install-redis

lighthouse:
	@.ci/install-lighthouse
