# Sourced by try.sh and tests/run.sh: installs what is missing of the named Debian packages, and nothing else.

# What building and running needs. libvips reads pictures, poppler-utils, the fonts and
# the languages of tesseract are used at run time. fonts-wqy-microhei (5 MB) has Chinese, Japanese and Korean,
# fonts-symbola (3 MB) emoji; fonts-noto-cjk (91 MB) is used instead of the first where it is installed.
BUILD_PACKAGES="gcc libc6-dev cmake ninja-build pkg-config libarchive-dev libssl-dev libmagic-dev libmagic-mgc libhpdf-dev
	libqpdf-dev libvips-dev libjansson-dev libcyaml-dev libyaml-dev libdeflate-dev zlib1g-dev libseccomp-dev
	libcsv-dev libxml2-dev libutf8proc-dev libtesseract-dev libleptonica-dev tesseract-ocr tesseract-ocr-eng
	tesseract-ocr-osd libgmime-3.0-dev libgsf-1-dev libharfbuzz-dev libfribidi-dev poppler-utils poppler-data
	fonts-liberation fonts-dejavu-core fonts-noto-core fonts-wqy-microhei fonts-symbola ca-certificates"

# What the tests need on top.
TEST_PACKAGES="libreoffice-writer-nogui libreoffice-calc-nogui libreoffice-impress-nogui libcriterion-dev qpdf file python3 python3-jsonschema python3-yaml clang libclang-rt-14-dev procps openssl bzip2 xz-utils"

say_setup() {
	printf '%s\n' "$*" >&2
}

# install_packages NAME...: as root, or through sudo; says what it does.
install_packages() {
	missing=""
	for package in "$@"; do
		state=$(dpkg-query -W -f '${db:Status-Abbrev}' "$package" 2>/dev/null || true)
		case $state in
		ii*) ;;
		*) missing="$missing $package" ;;
		esac
	done
	[ -n "$missing" ] || return 0
	command -v apt-get >/dev/null 2>&1 || {
		say_setup "These are needed and this system has no apt-get to install them:$missing"
		return 1
	}
	as_root=""
	if [ "$(id -u)" != 0 ]; then
		command -v sudo >/dev/null 2>&1 || {
			say_setup "Please have an administrator install:$missing"
			return 1
		}
		as_root="sudo"
	fi
	say_setup "Installing:$missing"
	$as_root apt-get update -qq >&2 || say_setup "The package lists could not be renewed; trying with the old ones."
	# shellcheck disable=SC2086
	$as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing \
		>"${TMPDIR:-/tmp}/bundle-setup.$$" 2>&1 || {
		tail -n 20 "${TMPDIR:-/tmp}/bundle-setup.$$" >&2
		rm -f "${TMPDIR:-/tmp}/bundle-setup.$$"
		say_setup "The packages could not be installed; the lines above say why."
		return 1
	}
	rm -f "${TMPDIR:-/tmp}/bundle-setup.$$"
}
