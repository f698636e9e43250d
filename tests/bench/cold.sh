#!/bin/bash
# A first build of 200 PDFs of 10 pages, everything read, drawn, bound, proven and sealed; and programs that only put the
# same PDFs together. Usage: cold.sh BUNDLE FAMILY_BENCH [FOLDER-OF-PDFS]
set -eu
bundle=$1
family=$2
. "$(dirname "$0")/build.sh"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM
pdfs=${3:-$work/pdfs}
[ -d "$pdfs" ] || python3 "$(dirname "$0")/pages.py" "$pdfs" 200 10

prepare() {
	rm -rf "$work/out" "$work/cache"
}

# shellcheck disable=SC2046
two=$(least $(build_of "$pdfs") --jobs 2)
pages=$(pages_of "$work/out/T.pdf")
mv "$work/out" "$work/first"
# shellcheck disable=SC2046
one=$(least $(build_of "$pdfs") --jobs 1)
echo "cold: $(find "$pdfs" -type f | wc -l) files, $pages pages, $(nproc) processors"
echo "$two" | awk '{ printf "  %-58s %10.2f s    CPU %8.2f s, status %d\n", "bundle build, best of three", $1, $2, $8 }'
row "seconds for 2,000 pages, on a quiet machine" "$(echo "$two $pages" | awk '{ print $1 * 2000 / $9 }')" 4 s
memory "$two" "$pages"
echo "$one $two" | awk '{ printf "  %-58s %10.2f      of %.2f s with one\n", "two jobs are quicker than one by", $1 / $9, $1 }'
if cmp -s "$work/out/T.tar.gz" "$work/first/T.tar.gz" && cmp -s "$work/out/T.pdf" "$work/first/T.pdf"; then
	echo "  one job and two give the same bytes                                                              pass"
else
	echo "  one job and two give the same bytes                                                              FAIL"
fi
peers "$pdfs"
