#!/bin/sh
# Formatting and clippy for the host's workspace and for the guest.
set -eu
cd "$(dirname "$0")/.."
cargo=${CARGO:-cargo}

$cargo fmt --all --check
(cd js-runtime && $cargo fmt --check)
$cargo clippy --locked --workspace --all-targets --quiet -- -D warnings
# The guest's C is compiled by jsc-engine's build script, which clippy above ran;
# its Rust is checked in the same way, through that script's own cargo.
JSC_GUEST_CLIPPY=1 $cargo check --locked --quiet -p jsc-engine
