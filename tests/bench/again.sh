#!/bin/bash
# 1,000 pages in 100 PDFs, built cold; then one letter more, built again. Each letter is another one.
# Usage: again.sh BUNDLE FAMILY_BENCH [FOLDER-OF-PDFS]
set -eu
bundle=$1
family=$2
. "$(dirname "$0")/build.sh"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM
mkdir "$work/pdfs"
if [ $# -gt 2 ]; then
	find "$3" -name '*.pdf' -exec cp -t "$work/pdfs" --backup=numbered -- {} +
else
	python3 "$(dirname "$0")/pages.py" "$work/pdfs" 100 10
fi
letter=90000

prepare() {
	rm -rf "$work/out" "$work/cache"
}
# shellcheck disable=SC2046
cold=$(least $(build_of "$work/pdfs"))

prepare() {
	letter=$((letter + 1))
	python3 "$(dirname "$0")/pages.py" --letter "$work/pdfs/new $letter.pdf" "$letter"
}
# shellcheck disable=SC2046
again=$(least $(build_of "$work/pdfs"))
echo "again: $(pages_of "$work/out/T.pdf") pages"
echo "$cold $again" | awk '{
	printf "  %-58s %10.2f s    CPU %8.2f s\n", "cold, best of three", $1, $2
	printf "  %-58s %10.2f s    CPU %8.2f s\n", "again after one letter, best of three", $9, $10
}'
row "again, of cold: wall" "$(echo "$cold $again" | awk '{ print 100 * $9 / $1 }')" 5 %
row "again, of cold: CPU" "$(echo "$cold $again" | awk '{ print 100 * $10 / $2 }')" 5 %
