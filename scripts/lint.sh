#!/bin/sh
# Formatting and clippy for the host's workspace and for the guest.
set -eu
cd "$(dirname "$0")/.."
cargo=${CARGO:-cargo}

$cargo fmt --all --check
(cd js-runtime && $cargo fmt --check)
for crate in benches benches/peers/javy/plugin benches/peers/javy/codegen; do
    (cd $crate && $cargo fmt --check)
done
$cargo clippy --locked --workspace --all-targets --quiet -- -D warnings
# The guest is built by jsc-engine's build script, which leaves its environment behind.
. target/guest/environment.sh
cd js-runtime
$cargo clippy --release --locked --quiet --target wasm32-wasip1 --target-dir ../target/guest -- -D warnings
