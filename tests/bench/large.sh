#!/bin/bash
# 2,000 pages, then ten times as many: does it finish, in which memory, does the time grow with the pages?
# Usage: large.sh BUNDLE FAMILY_BENCH
set -eu
bundle=$1
family=$2
. "$(dirname "$0")/build.sh"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT INT TERM
python3 "$(dirname "$0")/pages.py" "$work/small" 200 10
python3 "$(dirname "$0")/pages.py" "$work/large" 2000 10

# shellcheck disable=SC2046
small=$(took $(build_of "$work/small"))
few=$(pages_of "$work/out/T.pdf")
rm -rf "$work/out" "$work/cache"
# shellcheck disable=SC2046
large=$(took $(build_of "$work/large"))
many=$(pages_of "$work/out/T.pdf")
echo "large: $few pages, then $many"
echo "$large $few $many" | awk '{
	printf "  %-58s %10.2f s    CPU %8.2f s, status %d\n", "bundle build of all", $1, $2, $8
}'
row "CPU a page, against that of 2,000 pages" "$(echo "$small $large $few $many" | awk '{ print $10 / $18 / ($2 / $17) }')" 1.2 ""
memory "$large" "$many"
