#!/bin/sh
# All comparisons in one run, on a release build of their own in build/bench:
#     sh tests/bench/run.sh [FOLDER-OF-PDFS]
# Prints rows with what was measured, what is asked for, and whether it holds: cold, large and repeated builds, with the
# memory of every process; and seconds and ratios: seal against `file; sha256sum; tar czf`, verify against `openssl dgst`, bind against
# `qpdf --empty --pages`. Times are of this machine, now; only the ratios say something.
set -eu
project=$(cd "$(dirname "$0")/../.." && pwd)
cd "$project"
. bundler/setup.sh

# shellcheck disable=SC2086
install_packages $BUILD_PACKAGES $TEST_PACKAGES bash mupdf-tools
pdfs=${1:-../shared/corpus/pdf-good}
[ -d "$pdfs" ] || pdfs=docs/example

cmake -S . -B build/bench -G Ninja -DCMAKE_BUILD_TYPE=RelWithDebInfo -DBUNDLE_TESTS=ON >/dev/null
cmake --build build/bench --target bench bundle bundle-reader >/dev/null
for script in cold again large; do
	bash tests/bench/$script.sh build/bench/bundler/bundle build/bench/tests/bench/family_bench
done
bash tests/bench/seal.sh build/bench/tests/bench/seal_bench
bash tests/bench/verify.sh build/bench/tests/bench/seal_bench
sh tests/bench/bind.sh build/bench/tests/bench/bind_bench "$pdfs"
