#!/bin/bash
# Sealing against what one would do by hand on the same files: file; sha256sum; tar czf.
# Usage: seal.sh SEAL_BENCH [FOLDER ...]. SEAL_BENCH is the program that `cmake --build ... --target bench` made (a
# release build). Without folders: 400 MB that cannot be compressed, and 10,000 letters. Hashing at intake counts too.
set -eu
bench=$1
shift
. "$(dirname "$0")/data.sh"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM

if [ $# -eq 0 ]; then
	make_noise "$work/photographs" 100 4000000
	make_text "$work/letters" 10000
	set -- "$work/photographs" "$work/letters"
fi

by_hand() {
	find "$1" -type f -print0 | LC_ALL=C sort -z >"$work/names"
	xargs -0 file -- <"$work/names" >"$work/types"
	xargs -0 sha256sum -- <"$work/names" >"$work/hashes"
	tar czf "$work/by_hand.tar.gz" -C "$1" .
}

for folder in "$@"; do
	files=$(find "$folder" -type f | wc -l)
	ours=$(best "$bench" seal "$folder" "$work/ours.tar.gz" "$(nproc)")
	memory=$(awk '$1 == "peak_kib" { print $2 }' "$work/out")
	theirs=$(best by_hand "$folder")
	"$bench" verify "$work/ours.tar.gz" | grep -q '^intact' || echo "The archive is not intact." >&2
	echo "$ours $theirs $(stat -c %s "$work/ours.tar.gz" "$work/by_hand.tar.gz" | tr '\n' ' ') $memory" | awk \
		-v files="$files" -v name="$(basename "$folder")" '{
		printf "%s: %d files\n", name, files
		printf "  seal                        %7.2f s, CPU %7.2f s, %6.1f MB, memory %.0f MB\n", $1, $2, $5 / 1e6, $7 / 1024
		printf "  file; sha256sum; tar czf    %7.2f s, CPU %7.2f s, %6.1f MB\n", $3, $4, $6 / 1e6
		printf "  ratio                       %7.1f    CPU %7.1f    %6.3f\n", $3 / $1, $4 / $2, $5 / $6
	}'
done
