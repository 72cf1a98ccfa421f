# What a newcomer needs: `make run` and `make test`. Both install what is missing, say what they do, and are quick the second time.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
export BASH_ENV := $(CURDIR)/tools/environment
MAKEFLAGS += --no-print-directory
.NOTPARALLEL:
.PHONY: help run demo test check dev db bench screenshots build site fmt lint unit e2e sizes setup clean

help: ## list these commands
	@sed -n 's/^\([a-z0-9]*\):[^#]*## /  make \1\t/p' Makefile | expand -t 15

run: build ## build the portal in release mode and serve it at http://127.0.0.1:3000
	@$(serve)

demo: build ## fill it with a world to look at, print whom to sign in as, and serve it
	@target/release/portico seed
	@$(serve)

test: fmt lint unit e2e sizes ## everything CI runs

check: fmt lint ## what to run before a commit: formatting and lints

dev: setup-build ## build, serve, and do so again whenever a file is saved
	@CARGO_BUILD_BUILD_DIR=$$PORTICO_CACHE/build-dev cargo leptos watch # watching changes how leptos itself is compiled

db: setup-rust setup-libraries setup-postgres ## renew .sqlx/ after a change of a query or of the schema
	@tools/db

bench: build ## fill a world of a million members and measure the portal over it (minutes, 5 GB of disk)
	@tools/bench

screenshots: site setup-end2end setup-chromium ## renew the pictures of the README
	@PORTICO_SCREENSHOTS=$(CURDIR)/docs/screenshots tools/e2e screenshots

# The steps of `make test`, each of which can be run alone.

fmt: setup-rust ## is it formatted?
	@tools/say formatting
	@cargo fmt --all --check
	@for apart in bench crates/sso/fuzz; do cargo fmt --check --manifest-path $$apart/Cargo.toml; done

lint: setup-rust setup-libraries setup-wasm32 ## clippy, for the server and for the browser
	@tools/lint

unit: setup-rust setup-libraries setup-postgres setup-end2end ## tests of the crates, with a PostgreSQL of their own
	@tools/unit

e2e: site setup-end2end setup-chromium ## tests of the stories in a browser
	@tools/e2e

sizes: site ## is what a browser loads within its budget?
	@tools/sizes

# Setting up and building.

build: setup-build # the whole portal
	@tools/say "building the portal"
	@RUST_BACKTRACE=0 cargo leptos build --release --precompress

site: setup-build # what the browser loads, for e2e and sizes
	@tools/site

setup: setup-build setup-end2end setup-chromium ; @: ## install everything that any of these needs
setup-build: setup-rust setup-libraries setup-wasm32 setup-postgres setup-node setup-npm setup-cargo-leptos setup-wasm-bindgen ; @:
setup-end2end: setup-node
	@tools/setup.d/npm end2end
setup-%:
	@tools/setup.d/$*

clean: ## remove what was built here and in the cache, but not the tools
	@rm -rf target $$PORTICO_CACHE/build $$PORTICO_CACHE/build-dev

serve = target/release/portico serve
