#!/bin/sh
# All comparisons in one run, on a release build of their own in build/bench:
#     sh tests/bench/run.sh [FOLDER-OF-PDFS]
# Prints seconds and ratios: seal against `file; sha256sum; tar czf`, verify against `openssl dgst`, bind against
# `qpdf --empty --pages`. Times are of this machine, now; only the ratios say something.
set -eu
project=$(cd "$(dirname "$0")/../.." && pwd)
cd "$project"
. bundler/setup.sh

# shellcheck disable=SC2086
install_packages $BUILD_PACKAGES $TEST_PACKAGES bash
pdfs=${1:-../shared/corpus/pdf-good}
[ -d "$pdfs" ] || pdfs=docs/example

cmake -S . -B build/bench -G Ninja -DCMAKE_BUILD_TYPE=RelWithDebInfo -DBUNDLE_TESTS=ON >/dev/null
cmake --build build/bench --target bench >/dev/null
bash tests/bench/seal.sh build/bench/tests/bench/seal_bench
bash tests/bench/verify.sh build/bench/tests/bench/seal_bench
sh tests/bench/bind.sh build/bench/tests/bench/bind_bench "$pdfs"
