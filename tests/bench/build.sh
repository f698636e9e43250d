# Sourced by cold.sh, large.sh and again.sh: runs of `bundle build` and of its peers, with what they took.

# took COMMAND...: "WALL CPU ANY FIRST SECOND THIRD DEEPER STATUS" of one run, as family_bench.c has it.
took() {
	"$family" -q "$@"
}

# least COMMAND...: the same of the quickest of three runs; before each, the function `prepare` is called.
least() {
	quickest=
	for run in 1 2 3; do
		prepare
		now=$(took "$@")
		quickest=$(printf '%s\n%s\n' "$now" "$quickest" | awk 'NF' | sort -n | head -n 1)
	done
	echo "$quickest"
}

prepare() {
	:
}

# build FOLDER: the build of it, without OCR, into $work.
build_of() {
	echo "$bundle" build "$1" --ocr off --output "$work/out" --work "$work/cache" --name T --date 2024-02-29
}

# pages_of PDF: how many it has.
pages_of() {
	qpdf --show-npages "$1"
}

# row WHAT VALUE LIMIT UNIT: passes where the value is no larger.
row() {
	echo "$2 $3" | awk -v what="$1" -v unit="$4" '{
		printf "  %-58s %10.2f %-4s at most %8.2f  %s\n", what, $1, unit, $2, $1 <= $2 ? "pass" : "FAIL"
	}'
}

# peers FOLDER: the programs that only put PDFs together, on the same files, each with wall, CPU and memory.
peers() {
	set -- "$1"/*.pdf
	compare "qpdf --empty --pages" qpdf --empty --pages "$@" -- "$work/peer.pdf"
	compare "pdfunite" pdfunite "$@" "$work/peer.pdf"
	if command -v mutool >/dev/null 2>&1; then
		compare "mutool merge" mutool merge -o "$work/peer.pdf" "$@"
	else
		echo "  mutool merge: not here (package mupdf-tools)"
	fi
}

compare() {
	what=$1
	shift
	took "$@" | awk -v what="$what" '{
		printf "  %-58s %10.2f s    CPU %8.2f s, %6.1f MB%s\n", what, $1, $2, $3 / 1024, $8 ? ", FAILED" : ""
	}'
	rm -f "$work/peer.pdf"
}

# memory LINE PAGES: the rows about memory of a run that was taken.
memory() {
	set -- $1 "$2"
	row "memory of bundle itself" "$(echo "$4 $9" | awk '{ print $1 / 1024 }')" \
		"$(echo "$9" | awk '{ print 50 + $1 / 1000 }')" MB
	row "the largest memory of any one process" "$(echo "$3" | awk '{ print $1 / 1024 }')" 100 MB
	echo "$5 $6 $7" | awk '{ printf "  (readers %.1f MB, their children %.1f MB, tools below %.1f MB)\n", $1 / 1024, $2 / 1024, $3 / 1024 }'
}
