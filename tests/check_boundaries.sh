#!/bin/sh
# Which room may know what. Two promises: imports point down, and each foreign library is known to one file or one room.
# Usage: check_boundaries.sh PROJECT. Prints each breach and fails.
set -eu
cd "$1"
breaches=0

breach() {
	printf '%s\n' "$1"
	breaches=$((breaches + 1))
}

# library HEADER-PATTERN ALLOWED-PATTERN: files that include the header must match the second.
library() {
	for file in $(grep -rlE "^#include <$1" bundler lib --include='*.c' --include='*.h' || true); do
		printf '%s\n' "$file" | grep -qE "^($2)" || breach "$file includes <$1>; only $2 may"
	done
}

library 'hpdf' 'lib/draw/canvas'
library 'qpdf/' 'lib/read/pdf/source\.c|lib/bind/prove/|lib/check/look_'
library 'archive' 'lib/seal/|lib/verify/|lib/read/archive_list\.c'
library 'magic\.h' 'lib/read/magic\.c'
library 'tesseract/' 'lib/read/ocr_engine\.c'
library 'vips/' 'lib/read/image'
library 'openssl/' 'lib/base/(digest|hashes)\.c|lib/sign/'
library 'cyaml/' 'lib/model/'
library 'yaml\.h' 'lib/model/yaml_node\.c'
library 'jansson' 'lib/model/|lib/verify/|lib/check/verdict\.c|bundler/json|lib/read/chat_json\.c'
library 'libdeflate' 'lib/seal/|lib/verify/|lib/draw/bitmap\.c|lib/read/image_pack\.c'
library 'zlib' 'lib/verify/'
library 'seccomp' 'lib/work/'
library 'linux/landlock' 'lib/work/'
library 'csv\.h' 'lib/read/table\.c'
library 'gmime/' 'lib/read/mail'
library 'gsf/' 'lib/read/(outlook|office_inside)\.c'
library 'libxml/' 'lib/read/(html_text\.c|bank_camt|office_xml\.c)'
library 'hb' 'lib/draw/shape'
library 'fribidi' 'lib/draw/order\.c'
library 'utf8proc' 'lib/draw/|lib/base/'

# room NAME ROOMS: what lib/NAME may include, besides itself and base.
room() {
	for include in $(grep -rhoE '^#include "[a-z_]+/' "lib/$1" --include='*.c' --include='*.h' | sed 's/^#include "//; s|/$||' | sort -u); do
		case " $1 base $2 " in
		*" $include "*) ;;
		*) breach "lib/$1 includes \"$include/\"; it may know: base $2" ;;
		esac
	done
}

room base ""
room model ""
room gather "model"
room judge "model"
room draw "model"
room bind "model"
room seal "model"
room verify "model"
room sign ""
# reads the finished PDF afresh; the one thing it shares with read is how poppler is run and content is cut into words
room check "model read"
# the readers' side hands a job to whoever does it; the parent's side knows the model only
room work "model read bind verify check sign"
# drawn pages (text, tables, pictures) go through the one file that knows libharu
room read "model draw"

# the program talks to the library through its public header, the model's JSON and the ground floor
for include in $(grep -rhoE '^#include "[a-z_]+/' bundler --include='*.c' --include='*.h' | sed 's/^#include "//; s|/$||' | sort -u); do
	case $include in
	base | model) ;;
	*) [ "$include" = work ] || [ "$include" = read ] || [ "$include" = bind ] || [ "$include" = verify ] ||
		breach "bundler includes \"$include/\"" ;;
	esac
done

# what a compiler does not say: functions that a library must never call
for word in 'printf(' 'exit(' 'getenv(' 'chdir(' 'system(' 'strcpy(' 'strcat(' 'sprintf(' 'localtime('; do
	for file in $(grep -rlE "(^|[^a-z_])$(printf '%s' "$word" | sed 's/(/\\(/')" lib --include='*.c' || true); do
		breach "$file calls $word); the library does not"
	done
done

[ "$breaches" -eq 0 ] && echo "boundaries kept"
exit "$([ "$breaches" -eq 0 ] && echo 0 || echo 1)"
