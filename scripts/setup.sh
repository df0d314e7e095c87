#!/bin/sh
# Fetches what a build needs and the machine lacks, without root, into .toolchain/:
# the wasm target of the pinned Rust, a C compiler for wasm32-wasi, wasm-opt.
# The npm packages that tests compile go to fixtures/npm/node_modules.
# Does nothing when all is there. Prints one line for each thing it cannot get.
set -eu
cd "$(dirname "$0")/.."

ZIG_VERSION=0.15.2
BINARYEN_VERSION=132.0.0
tools=.toolchain
failed=0

missing() {
    echo "setup: $1" >&2
    failed=1
}

have() { command -v "$1" >/dev/null 2>&1; }

# Rust's own wasm target; rustup reads the pinned channel from rust-toolchain.toml.
rust_target() {
    rustc --print target-libdir --target wasm32-wasip1 2>/dev/null | while read -r dir; do
        [ -d "$dir" ] && ls "$dir" | grep -q '^libstd' && echo yes
    done
}
if ! have cargo; then
    missing "cargo is missing: install Rust from https://rustup.rs"
elif [ "$(rust_target)" != yes ]; then
    { have rustup && rustup target add wasm32-wasip1; } ||
        missing "Rust's wasm32-wasip1 target is missing: run 'rustup target add wasm32-wasip1'"
fi

# The C compiler: a wasi-sdk that the user names wins; else Zig's, from PyPI.
if [ -n "${WASI_SDK_PATH:-}" ]; then
    [ -x "$WASI_SDK_PATH/bin/clang" ] || missing "WASI_SDK_PATH is set, but $WASI_SDK_PATH/bin/clang is missing"
elif [ ! -e "$tools/zig-$ZIG_VERSION" ]; then
    if have python3 && python3 -m pip --version >/dev/null 2>&1; then
        rm -rf "$tools/ziglang"
        python3 -m pip install --quiet --no-deps --target "$tools/ziglang" "ziglang==$ZIG_VERSION" 2>"$tools.log" ||
            { cat "$tools.log" >&2; missing "could not install ziglang==$ZIG_VERSION with pip; set WASI_SDK_PATH to a wasi-sdk instead"; }
        rm -f "$tools.log"
        [ "$failed" = 1 ] || touch "$tools/zig-$ZIG_VERSION"
    else
        missing "no C compiler for wasm: install python3 with pip (for Zig's), or set WASI_SDK_PATH to a wasi-sdk"
    fi
fi

# wasm-opt, current, as a Node program.
if [ ! -e "$tools/binaryen-$BINARYEN_VERSION" ]; then
    if have npm; then
        npm install --silent --no-save --no-package-lock --no-audit --no-fund --ignore-scripts \
            --prefix "$tools" "binaryen@$BINARYEN_VERSION" >&2 &&
            touch "$tools/binaryen-$BINARYEN_VERSION" ||
            missing "could not install binaryen@$BINARYEN_VERSION with npm"
    else
        missing "wasm-opt is missing: install Node.js 20 or later with npm"
    fi
fi

# The packages that the programs of fixtures/npm use; a copy of the lock file says that they are there.
npm_fixtures=fixtures/npm
installed=$npm_fixtures/node_modules/.installed-lock.json
if ! cmp -s "$npm_fixtures/package-lock.json" "$installed"; then
    if have npm; then
        (cd "$npm_fixtures" && npm ci --ignore-scripts --no-audit --no-fund --silent >&2) &&
            cp "$npm_fixtures/package-lock.json" "$installed" ||
            missing "could not install the packages of $npm_fixtures with 'npm ci'"
    else
        missing "the packages of $npm_fixtures are missing: install Node.js 20 or later with npm"
    fi
fi

exit "$failed"
