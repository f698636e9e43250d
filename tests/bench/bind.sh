#!/bin/sh
# bind against `qpdf --empty --pages` on the same files.
# Usage: bind.sh BIND_BENCH FOLDER-OF-PDFS. BIND_BENCH is the program that `cmake --build ... --target bench` made
# (a release build). PDFs below the folder
# that cannot be converted are left out for both.
set -eu
bench=$1
pdfs=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM

mkdir "$work/parts"
number=0
set --
find "$pdfs" -name '*.pdf' | LC_ALL=C sort >"$work/list"
while IFS= read -r pdf; do
	number=$((number + 1))
	part=$(printf '%s/parts/%05d.part' "$work" "$number")
	if timeout 120 "$bench" convert "$pdf" "$part" 2>"$work/said" && qpdf --show-npages "$pdf" >/dev/null 2>&1; then
		set -- "$@" "$pdf"
	else
		rm -f "$part"
		printf 'left out: %s %s\n' "$pdf" "$(head -1 "$work/said")"
	fi
done <"$work/list"

now() {
	date +%s.%N
}

# best COMMAND...: the least wall time of three runs
best() {
	least=
	for run in 1 2 3; do
		start=$(now)
		"$@" >"$work/out" 2>&1 || true
		end=$(now)
		least=$(echo "$start $end ${least:-999999}" | awk '{ t = $2 - $1; print t < $3 ? t : $3 }')
	done
	echo "$least"
}

ours=$(best "$bench" bind "$work/parts" "$work/ours.pdf")
cat "$work/out"
line=$(cat "$work/out")
theirs=$(best qpdf --empty --pages "$@" -- "$work/theirs.pdf")
"$bench" prove "$work/parts" "$work/ours.pdf"
echo "$line $ours $theirs" | awk '{
	printf "%d files, %d pages, %.1f MB\n", files, $2, $4 / 1e6
	printf "bind   %.2f s, %.0f pages a second, %.1f MB of memory at its peak\n", $6, $2 / $6, $5 / 1024
	printf "qpdf   %.2f s\nratio  %.1f\n", $7, $7 / $6
}' files="$#"
