# Sourced by seal.sh and verify.sh: evidence that is made up.

# make_noise FOLDER FILES BYTES: what photographs and PDFs look like to a packer.
make_noise() {
	mkdir -p "$1"
	for number in $(seq "$2"); do
		head -c "$3" /dev/urandom >"$1/IMG_$number.jpg"
	done
}

# make_text FOLDER FILES: letters and messages of some 4 KB each, in folders of a hundred.
make_text() {
	awk -v folder="$1" -v files="$2" 'BEGIN {
		srand(1)
		for (w = 0; w < 3000; w++)
			for (n = int(rand() * 8) + 2; n > 0; n--)
				words[w] = words[w] substr("etaoinshrdlucmfwypvbgk", int(rand() * 22) + 1, 1)
		for (f = 0; f < files; f++) {
			if (f % 100 == 0)
				system("mkdir -p \"" folder "/" int(f / 100) "\"")
			name = folder "/" int(f / 100) "/letter " f ".txt"
			for (n = 0; n < 700; n++)
				printf "%s%s", words[int(rand() * 3000)], n % 12 == 11 ? "\n" : " " > name
			close(name)
		}
	}'
}

# best COMMAND...: "WALL CPU" in seconds of the fastest of three runs; what it prints goes to $work/out.
best() {
	least=
	for run in 1 2 3; do
		TIMEFORMAT='%R %U %S'
		took=$({ time "$@" >"$work/out" 2>&1; } 2>&1)
		least=$(echo "$took ${least:-999999 0}" | awk '{ print $1 < $4 ? $1 " " $2 + $3 : $4 " " $5 }')
	done
	echo "$least"
}
