#!/bin/sh
# Installs what is missing, builds the release, and makes a bundle from docs/example/. Run it from anywhere:
#     sh bundler/try.sh
# Exit status 0 when the bundle is there and verifies.
set -eu
project=$(cd "$(dirname "$0")/.." && pwd)
cd "$project"
. bundler/setup.sh

# shellcheck disable=SC2086
install_packages $BUILD_PACKAGES

say_setup "Building (build/release)"
cmake --preset release >/dev/null
cmake --build --preset release >/dev/null

bundle=build/release/bundler/bundle
say_setup "Making a bundle from docs/example/"
status=0
"$bundle" build docs/example || status=$?
# 1 means that a file could not be shown: the example holds one on purpose, a sound recording
[ "$status" -le 1 ] || exit "$status"

newest=$(ls -t docs/example/bundle/*.tar.gz | head -n 1)
"$bundle" verify "$newest"
say_setup ""
say_setup "Open docs/example/bundle/$(basename "$newest" .tar.gz).pdf to see what came out."
say_setup "For your own evidence: $bundle build YOUR-FOLDER"
