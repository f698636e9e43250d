"""Archives that were made to do harm, each alone and inside a bag, through `bundle extract --only-intact`.

Usage: hostile_archives.py CORPUS BUNDLE [--list]. Works in the current folder. Prints a line for each surprise (a crash, more
than ten seconds, a file where none should be, a bag that does not come out whole) and a last one with the counts; --list prints
what was said of each.
"""
import filecmp, hashlib, os, shutil, subprocess, sys, tarfile, time, zipfile

CORPUS, BUNDLE = sys.argv[1], sys.argv[2]
SECONDS = 10
surprises, outcomes, slowest = [], {}, 0.0


def surprise(what, why):
    surprises.append(f"{what}: {why}")
    print(surprises[-1], flush=True)


def tree(folder):
    """Every path below it, but what the program makes where it was told to."""
    found = set()
    for at, folders, files in os.walk(folder):
        folders[:] = [f for f in folders if not (at == folder and f == "out")]
        found.update(os.path.join(at, name) for name in folders + files)
    return found


def extract(what, archive, expected):
    """Runs it. expected: exit statuses that are no surprise."""
    global slowest
    shutil.rmtree("out", ignore_errors=True)
    before, began = tree("."), time.monotonic()
    command = [BUNDLE, "extract", "--only-intact", archive, "--output", "out"]
    try:
        run = subprocess.run(command, capture_output=True, timeout=6 * SECONDS)
    except subprocess.TimeoutExpired:
        return surprise(what, "did not end")
    took = time.monotonic() - began
    slowest = max(slowest, took)
    said = (run.stdout + run.stderr).decode("utf-8", "replace")
    if took > SECONDS:
        surprise(what, f"took {took:.1f} seconds")
    if run.returncode not in expected or "Sanitizer" in said or "runtime error" in said:
        surprise(what, f"status {run.returncode}: {said[:300]}")
    if not said.strip():
        surprise(what, "nothing was said")
    if tree(".") != before:
        surprise(what, f"something else was written: {tree('.') ^ before}")
    if "--list" in sys.argv:
        print(f"{run.returncode} {took:.2f} {what}: {said.strip()[:200]!r}", flush=True)
    outcomes[run.returncode] = outcomes.get(run.returncode, 0) + 1
    return run.returncode


def same(a, b):
    """True where both folders hold the same files with the same bytes, and no links."""
    left, right = ({os.path.relpath(p, f) for p in tree(f)} for f in (a, b))
    files = [p for p in left if not os.path.isdir(os.path.join(a, p))]
    return (left == right and not any(os.path.islink(os.path.join(a, p)) for p in left)
            and not filecmp.cmpfiles(a, b, files, shallow=False)[1])


# ---- a bag around them ----

def make_bag(folder, payload):
    os.makedirs(os.path.join(folder, "data"))
    lines = []
    for name, read in payload:
        data = read()
        lines.append(f"{hashlib.sha256(data).hexdigest()}  data/{name}\n")
        with open(os.path.join(folder, "data", name), "wb") as f:
            f.write(data)
    with open(os.path.join(folder, "manifest-sha256.txt"), "w") as f:
        f.writelines(lines)
    with open(os.path.join(folder, "bagit.txt"), "w") as f:
        f.write("BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n")


def headers(tar):
    """Where its headers begin, as far as it has any."""
    at = 0
    while at + 512 <= len(tar):
        block = tar[at:at + 512]
        try:
            size = int(block[124:136].strip(b" \0") or b"0", 8)
        except ValueError:
            size = 0
        if block.strip(b"\0"):
            yield at
        at += 512 + (size + 511) // 512 * 512


def rebased(tar):
    """The same with its members below T/data/, so that they stand inside the bag."""
    out = bytearray(tar)
    for at in headers(tar):
        block = bytearray(out[at:at + 512])
        name = bytes(block[:100]).rstrip(b"\0")
        if block[156:157] in b"xgLK" or len(name) > 92:
            continue
        block[:100] = (b"T/data/" + name).ljust(100, b"\0")
        block[148:156] = b" " * 8
        block[148:156] = b"%06o\0 " % sum(block)
        out[at:at + 512] = block
    return bytes(out)


def unpacked(path):
    """The bytes of a tar, packed or not; None: it is none."""
    import bz2, gzip, lzma
    for opener in (open, gzip.open, bz2.open, lzma.open):
        try:
            with opener(path, "rb") as f:
                data = f.read(64 << 20)
        except Exception:
            continue
        if len(data) >= 512 and (data[257:262] == b"ustar" or path.endswith((".tar", ".test"))):
            return data
    return None


def wrap_tar(path, what):
    hostile = unpacked(path)
    if hostile is None:
        return 0
    with open("bag.tar", "rb") as f:
        bag = f.read().rstrip(b"\0")
    bag = bag.ljust((len(bag) + 511) // 512 * 512, b"\0")
    for name, data in (("as it is", hostile), ("inside", rebased(hostile))):
        with open("wrapped.tar", "wb") as f:
            f.write(bag + data)
        check_wrapped(f"{what}, behind a bag, {name}", "wrapped.tar")
    return 2


def wrap_zip(path, what):
    try:
        with zipfile.ZipFile(path) as z:
            entries = [(i.filename, i.external_attr, i.create_system) for i in z.infolist()]
    except Exception:
        return 0
    for name, below in (("as it is", ""), ("inside", "T/data/")):
        with zipfile.ZipFile("wrapped.zip", "w") as z:
            for at, _, files in os.walk("T"):
                for f in files:
                    z.write(os.path.join(at, f))
            for filename, attributes, system in entries:
                info = zipfile.ZipInfo()
                info.filename = below + filename
                info.external_attr, info.create_system = attributes, system
                z.writestr(info, b"evil")
        check_wrapped(f"{what}, behind a bag, {name}", "wrapped.zip")
    return 2


def check_wrapped(what, archive):
    status = extract(what, archive, (0, 1))
    if status in (0, 1) and not same("T", "out"):
        surprise(what, "the bag did not come out as it was sealed")


def main():
    files = sorted(os.path.join(at, f) for at, _, names in os.walk(f"{CORPUS}/archive-bad") for f in names)
    wrapped = 0
    make_bag("T", [("letter.txt", lambda: b"Dear Sir,\n"), ("bank.csv", lambda: b"Date,Amount\n" * 1000)])
    with tarfile.open("bag.tar", "w") as tar:
        tar.add("T")
    for path in files:
        what = os.path.relpath(path, CORPUS)
        extract(what, path, (1, 3))
        if os.path.exists("out"):
            surprise(what, "something was written")
        wrapped += wrap_tar(path, what) or wrap_zip(path, what)
    make_bag("payload", [(f"{i}{os.path.splitext(p)[1]}", open(p, "rb").read) for i, p in enumerate(files)])
    if extract("all of them as originals", "payload", (0,)) == 0 and not same("payload", "out"):
        surprise("all of them as originals", "did not come out as they were sealed")
    said = ", ".join(f"{n} with status {s}" for s, n in sorted(outcomes.items()))
    print(f"{len(files)} archives, {wrapped} inside a bag: {said}; the slowest took {slowest:.1f} s; "
          f"{len(surprises)} surprises")
    return 1 if surprises else 0


sys.exit(main())
