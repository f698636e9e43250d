#!/bin/sh
# bag.sh NAME WORDS: a sealed archive NAME.tar.gz, made with tar and sha256sum alone, and the same unpacked in NAME/.
set -eu
mkdir -p "$1/data"
printf '%s\n' "$2" >"$1/data/a.txt"
cd "$1"
printf 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n' >bagit.txt
sha256sum data/a.txt >manifest-sha256.txt
sha256sum bagit.txt manifest-sha256.txt >tagmanifest-sha256.txt
cd ..
tar czf "$1.tar.gz" "$1"
