#!/bin/sh
# Builds the harness (a workspace of its own) and runs it.
set -eu
cd "$(dirname "$0")"
${CARGO:-cargo} build --locked --release --quiet --target-dir ../target/bench/harness
cd ..
exec target/bench/harness/release/jsc-bench "$@"
