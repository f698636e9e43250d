#!/bin/sh
# Fuzzes what reads hostile bytes and is ours, and what judges what came out of the sandbox:
#     sh tests/fuzz/run.sh [SECONDS|short] [TARGET ...]
# SECONDS (60) are shared out among the targets: all of them (each tests/fuzz/fuzz_TARGET.c is one), or those named. What was found
# once (tests/fuzz/found/TARGET/) is tried first; each begins with tests/fuzz/seeds/TARGET/ and with what it came upon in earlier
# runs, and has the words of tests/fuzz/TARGET.dict. New finds lie in build/fuzz/finds/. Exit status 0: nothing was found;
# 1: something was; 77: there is no clang with its fuzzer here. `short` is what every run of the tests does: 400 executions of each,
# which are the same ones each time, so that a change is tested and not luck.
set -eu
project=$(cd "$(dirname "$0")/../.." && pwd)
cd "$project"
seconds=${1:-60}
limit=
if [ "$seconds" = short ]; then
	limit="-runs=400 -seed=1"
	seconds=560
fi
[ $# -eq 0 ] || shift
[ $# -gt 0 ] || set -- $(ls tests/fuzz/fuzz_*.c | sed 's|.*/fuzz_||; s|\.c$||')

build=build/fuzz
mkdir -p $build/finds
printf 'int LLVMFuzzerTestOneInput(const unsigned char *b, unsigned long n) { return b && n ? 0 : 0; }\n' >$build/probe.c
if ! clang -fsanitize=fuzzer,address $build/probe.c -o $build/probe 2>/dev/null; then
	echo "Skipped: no clang with libFuzzer here (packages clang and libclang-rt-14-dev)."
	exit 77
fi
cmake -S . -B $build -G Ninja -DCMAKE_C_COMPILER=clang -DCMAKE_BUILD_TYPE=Debug -DCMAKE_C_FLAGS=-O1 -DBUNDLE_FUZZ=ON >$build/said 2>&1 &&
	cmake --build $build --target fuzz >>$build/said 2>&1 || {
	tail -n 30 $build/said
	exit 1
}
TMPDIR=$(mktemp -d /tmp/fuzzXXXXXX)
export TMPDIR
trap 'rm -rf "$TMPDIR"' EXIT INT TERM
$build/tests/fuzz/seeds $build/seeds

status=0
each=$((seconds / $#))
[ $each -gt 0 ] || each=1
for target in "$@"; do
	program=$build/tests/fuzz/fuzz_$target
	for found in tests/fuzz/found/"$target"/*; do
		[ -f "$found" ] || continue
		"$program" "$found" >"$TMPDIR/said" 2>&1 || {
			echo "$target: $found is a fault again:"
			tail -n 40 "$TMPDIR/said"
			status=1
		}
	done
	corpus=$build/corpus/$target
	[ -z "$limit" ] || corpus=$TMPDIR/corpus-$target
	mkdir -p "$corpus"
	dict=tests/fuzz/$target.dict
	case $target in bind | prove | content) dict=tests/fuzz/pdf.dict ;; esac
	# exits otherwise than with 0 on a crash, a leak, a hang of a minute, too much memory
	# shellcheck disable=SC2086
	"$program" $limit -max_total_time="$each" -max_len=32768 -timeout=60 -rss_limit_mb=2048 $([ ! -f "$dict" ] || echo "-dict=$dict") \
		-artifact_prefix="$build/finds/$target-" -print_final_stats=1 "$corpus" \
		$(ls -d "$build/seeds/$target" "tests/fuzz/seeds/$target" "tests/fuzz/found/$target" 2>/dev/null) >"$build/$target.log" 2>&1 || {
		echo "$target: found something, see $build/finds/:"
		tail -n 60 "$build/$target.log"
		status=1
	}
	runs=$(awk '/number_of_executed_units/ { print $2 }' "$build/$target.log")
	cover=$(grep -oE 'cov: [0-9]+ ft: [0-9]+' "$build/$target.log" | tail -n 1)
	echo "$target: ${runs:-no} executions, ${cover:-no coverage}"
done
exit $status
