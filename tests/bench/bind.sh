#!/bin/sh
# bind against `qpdf --empty --pages`, pdfunite and mutool merge on the same files.
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
united=$(best pdfunite "$@" "$work/theirs.pdf")
merged=none
! command -v mutool >/dev/null 2>&1 || merged=$(best mutool merge -o "$work/theirs.pdf" "$@")
"$bench" prove "$work/parts" "$work/ours.pdf"
echo "$line $ours $theirs $united $merged" | awk '{
	printf "bind: %d files, %d pages, %.1f MB\n", files, $2, $4 / 1e6
	printf "  %-58s %10.3f s\n", "bind, best of three, its program\047s start included", $6
	printf "  %-58s %10.3f s\n", "qpdf --empty --pages", $7
	printf "  %-58s %10.3f s\n", "pdfunite", $8
	printf "  %-58s %10s s\n", "mutool merge", $9
	verdict("pages a second", $2 / $6, 1000, $2 / $6 >= 1000, "at least")
	verdict("times as fast as qpdf", $7 / $6, 5, $7 / $6 >= 5, "at least")
	verdict("memory at its peak, MB", $5 / 1024, 50 + $2 / 1000, $5 / 1024 <= 50 + $2 / 1000, "at most")
}
function verdict(what, value, limit, holds, side) {
	printf "  %-58s %10.2f      %s %8.2f  %s\n", what, value, side, limit, holds ? "pass" : "FAIL"
}' files="$#"
