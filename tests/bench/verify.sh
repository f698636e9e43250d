#!/bin/bash
# Verifying against `openssl dgst -sha256` of the same bytes: of the archive as it lies there, and of what is in it.
# Usage: verify.sh SEAL_BENCH [FOLDER ...]. SEAL_BENCH is the program that `cmake --build ... --target bench` made (a
# release build). Without folders: 800 MB that cannot be compressed, and 10,000 letters.
set -eu
bench=$1
shift
. "$(dirname "$0")/data.sh"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM

if [ $# -eq 0 ]; then
	make_noise "$work/photographs" 200 4000000
	make_text "$work/letters" 10000
	set -- "$work/photographs" "$work/letters"
fi

for folder in "$@"; do
	"$bench" seal "$folder" "$work/sealed.tar.gz" "$(nproc)" >/dev/null
	gzip -dc "$work/sealed.tar.gz" >"$work/sealed.tar"
	ours=$(best "$bench" verify "$work/sealed.tar.gz")
	grep -q '^intact' "$work/out" || echo "The archive is not intact." >&2
	memory=$(awk '$1 == "peak_kib" { print $2 }' "$work/out")
	packed=$(best openssl dgst -sha256 "$work/sealed.tar.gz")
	unpacked=$(best openssl dgst -sha256 "$work/sealed.tar")
	echo "$ours $packed $unpacked $(stat -c %s "$work/sealed.tar.gz" "$work/sealed.tar" | tr '\n' ' ') $memory" | awk \
		-v name="$(basename "$folder")" '{
		printf "%s: %.1f MB packed, %.1f MB unpacked\n", name, $7 / 1e6, $8 / 1e6
		printf "  verify                      %7.2f s, CPU %7.2f s, memory %.0f MB\n", $1, $2, $9 / 1024
		printf "  openssl dgst, packed        %7.2f s: verify has %.0f %% of its speed\n", $3, 100 * $3 / $1
		printf "  openssl dgst, unpacked      %7.2f s: verify has %.0f %% of its speed\n", $5, 100 * $5 / $1
	}'
done
