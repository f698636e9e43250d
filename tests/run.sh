#!/bin/sh
# Installs what the tests need, builds everything with sanitizers, runs all tests:
#     sh tests/run.sh            all of them
#     sh tests/run.sh judge      those whose name matches
# Exit status 0 only when every test passed.
set -eu
project=$(cd "$(dirname "$0")/.." && pwd)
cd "$project"
. bundler/setup.sh

# shellcheck disable=SC2086
install_packages $BUILD_PACKAGES $TEST_PACKAGES

cmake --preset debug >/dev/null
cmake --build --preset debug
[ -d ../shared/corpus ] || say_setup "No corpus beside this checkout: tests that measure on it are skipped."
ctest --preset debug ${1:+-R "$1"}
