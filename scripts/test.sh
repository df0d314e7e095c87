#!/bin/sh
# Every test of the project. The last lines are the test runners' own.
set -eu
cd "$(dirname "$0")/.."
cargo=${CARGO:-cargo}

node --test js-runtime/js/buffer/test/ js-runtime/js/console/test/ js-runtime/js/fs/test/ js-runtime/js/intl/test/ js-runtime/js/module/test/ js-runtime/js/path/test/ js-runtime/js/process/test/ js-runtime/js/punycode/test/ js-runtime/js/timers/test/ >target/node-test.log 2>&1 || {
    cat target/node-test.log
    exit 1
}
tail -8 target/node-test.log
$cargo test --locked --workspace --quiet
