# jsc: what can be done here. `make` alone prints this list.
.DEFAULT_GOAL := help
.PHONY: help setup build demo test bench bench-quick starts fuzz lint fmt dist clean

CARGO ?= cargo
JSC := target/debug/jsc
export RUST_BACKTRACE ?= 0

help: ## Print the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-11s %s\n", $$1, $$2}' Makefile

setup: ## Fetch the wasm compiler, wasm-opt and the npm packages of the tests (no root; nothing when done)
	@sh scripts/setup.sh

build: setup ## Build jsc, engine included
	@$(CARGO) build --locked -p jsc-cli

demo: build ## Compile an order-total function and pipe JSON through it
	@mkdir -p target/demo
	$(JSC) build docs/examples/order.js -o target/demo/order.wasm
	echo '{"id":7,"items":[{"price":2.5,"qty":4}]}' | $(JSC) run target/demo/order.wasm
	echo '{"id":8,"items":[{"price":1,"qty":2}]}' | node docs/run.mjs target/demo/order.wasm

test: build lint ## Run every test: unit, fixtures on three runtimes, command line, docs
	@sh scripts/test.sh

bench: dist ## Measure jsc beside its peers and write docs/benchmarks.md (an hour, and more the first time)
	@sh benches/run.sh --docs docs

bench-quick: dist ## Measure the most important of it beside Javy, QuickJS and Node
	@sh benches/run.sh --quick

starts: setup ## Print what programs start with: instructions, microseconds, heap, pages of memory
	@$(CARGO) run --locked --quiet -p jsc-compiler --example starts

fuzz: build ## Try random programs with and without evaluation at build time: CASES=10000 SEED=1
	@CASES=$(or $(CASES),10000) SEED=$(or $(SEED),1) $(CARGO) test --locked -p jsc-tests --test preinit

lint: setup ## Check formatting and clippy, warnings as errors
	@sh scripts/lint.sh

fmt: ## Format all code
	@$(CARGO) fmt --all
	@cd js-runtime && $(CARGO) fmt
	@for crate in benches benches/peers/javy/plugin benches/peers/javy/codegen; do (cd $$crate && $(CARGO) fmt); done

dist: setup ## Build the release binary, target/release/jsc
	@$(CARGO) build --locked --release -p jsc-cli
	@ls -l target/release/jsc

clean: ## Remove what builds made, peers of the benchmarks included, but not .toolchain/
	@$(CARGO) clean
