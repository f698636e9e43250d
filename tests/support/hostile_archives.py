"""Archives that were made to do harm, each behind the files of a bag, in one archive with it.

Usage: hostile_archives.py CORPUS. Makes in the current folder: T, a bag; payload, a bag of which they all are the originals;
wrapped/, for each tar and ZIP of CORPUS/archive-bad two archives that hold T and then what that one holds: as it is, and with
its names below T/data/. Names in front of a dot tell which is which.
"""
import hashlib, os, sys, tarfile, zipfile

CORPUS = sys.argv[1]


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


def wrap_tar(path, number):
    hostile = unpacked(path)
    if hostile is None:
        return False
    with open("bag.tar", "rb") as f:
        bag = f.read().rstrip(b"\0")
    bag = bag.ljust((len(bag) + 511) // 512 * 512, b"\0")
    for where, data in (("behind", hostile), ("inside", rebased(hostile))):
        with open(f"wrapped/{number}-{where}.{os.path.basename(path)}", "wb") as f:
            f.write(bag + data)
    return True


def wrap_zip(path, number):
    try:
        with zipfile.ZipFile(path) as z:
            entries = [(i.filename, i.external_attr, i.create_system) for i in z.infolist()]
    except Exception:
        return
    for where, below in (("behind", ""), ("inside", "T/data/")):
        with zipfile.ZipFile(f"wrapped/{number}-{where}.{os.path.basename(path)}", "w") as z:
            for at, _, files in os.walk("T"):
                for f in files:
                    z.write(os.path.join(at, f))
            for filename, attributes, system in entries:
                info = zipfile.ZipInfo()
                info.filename = below + filename
                info.external_attr, info.create_system = attributes, system
                z.writestr(info, b"evil")


def main():
    files = sorted(os.path.join(at, f) for at, _, names in os.walk(f"{CORPUS}/archive-bad") for f in names)
    os.mkdir("wrapped")
    make_bag("T", [("letter.txt", lambda: b"Dear Sir,\n"), ("bank.csv", lambda: b"Date,Amount\n" * 1000)])
    make_bag("payload", [(f"{i}{os.path.splitext(p)[1]}", open(p, "rb").read) for i, p in enumerate(files)])
    with tarfile.open("bag.tar", "w") as tar:
        tar.add("T")
    for number, path in enumerate(files):
        if not wrap_tar(path, number):
            wrap_zip(path, number)


main()
