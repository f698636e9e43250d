#!/usr/bin/env python3
"""Writes small PDFs that have one thing each that a bundle must keep: fidelity_pdfs.py FOLDER. Needs qpdf."""
import os
import subprocess
import sys
import zlib

FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"


def stream(data, entries=b""):
    return b"<<%s/Length %d>>stream\n%s\nendstream" % (entries, len(data), data)


def words(*lines):
    """Content that prints lines from the top; one that begins with a '!' stands in the corner of the number."""
    out = []
    for i, line in enumerate(lines):
        x, y = (520, 20) if line.startswith("!") else (72, 750 - 20 * i)
        out.append("BT /F1 12 Tf %d %d Td (%s) Tj ET" % (x, y, line.lstrip("!")))
    return stream("\n".join(out).encode())


def pdf(objects, version=b"1.7"):
    """objects: {number: body}; 1 is the catalogue."""
    out, at = bytearray(b"%%PDF-%s\n%%\xe2\xe3\xcf\xd3\n" % version), {}
    for n in sorted(objects):
        at[n] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (n, objects[n])
    start, size = len(out), max(objects) + 1
    out += b"xref\n0 %d\n" % size
    for n in range(size):
        out += b"%010d %05d %s \n" % (at.get(n, 0), 0 if n in at else 65535, b"n" if n in at else b"f")
    out += b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (size, start)
    return bytes(out)


def document(pages, root=b"", more=None, entries=None):
    """Pages of words as objects 10, 20, ...; `entries` are further ones of a page by its number from 0."""
    objects = {1: b"<</Type/Catalog/Pages 2 0 R%s>>" % root, 3: FONT}
    for i, lines in enumerate(pages):
        n = 10 * (i + 1)
        objects[n] = (b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R>>>>/Contents %d 0 R%s>>"
                      % (n + 1, (entries or {}).get(i, b"")))
        objects[n + 1] = words(*lines)
    objects[2] = b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(pages), b" ".join(b"%d 0 R" % (10 * (i + 1)) for i in range(len(pages))))
    objects.update(more or {})
    return objects


def links():
    link = b"<</Type/Annot/Subtype/Link/Border[0 0 0]/Rect[%d 700 %d 720]%s>>"
    presses = [b"/Dest[20 0 R/XYZ 72 600 0]", b"/Dest/old", b"/Dest(in the tree)", b"/A<</S/GoTo/D[2/FitH 400]>>",
               b"/A<</S/Hide/Next[<</S/GoTo/D(deeper)>>]>>", b"/A<</S/Named/N/LastPage>>", b"/Dest[1/FitR 10 20 30 40]",
               b"/A<</S/URI/URI(https://www.gov.uk/)>>", b"/A<</S/Launch/F(a.exe)>>", b"/A<</S/JavaScript/JS(1)>>"]
    annots = b" ".join(link % (40 * i, 40 * i + 30, p) for i, p in enumerate(presses))
    root = (b"/Dests<</old[30 0 R/Fit]>>/Names<</Dests<</Kids[4 0 R 5 0 R]>>>>/Outlines 6 0 R")
    more = {4: b"<</Limits[(deeper)(deeper)]/Names[(deeper)<</D[20 0 R/XYZ 0 300 null]>>]>>",
            5: b"<</Limits[(in the tree)(in the tree)]/Names[(in the tree)[30 0 R/FitV 100]]>>",
            6: b"<</Type/Outlines/First 7 0 R/Last 8 0 R/Count 2>>",
            7: b"<</Title(First)/Parent 6 0 R/Next 8 0 R/First 9 0 R/Last 9 0 R/Count -1/Dest(deeper)>>",
            8: b"<</Title<FEFF00C90074>/Parent 6 0 R/Prev 7 0 R/A<</S/GoTo/D[30 0 R/XYZ 0 700 0]>>>>",
            9: b"<</Title(Below it)/Parent 7 0 R/Dest/old>>"}
    return document([["Page one"], ["Page two", "!corner"], ["Page three"]], root, more, {0: b"/Annots[%s]" % annots})


def form(value):
    widget = b"<</Type/Annot/Subtype/Widget/F 4/Rect[%s]%s>>"
    fields = [b"/FT/Tx/T(name)/V(%s)" % value, b"/FT/Tx/Ff 4096/T(lines)/V(one line\\nand another)",
              b"/FT/Tx/Ff 16777216/MaxLen 8/T(cells)/V(AB123456)", b"/FT/Ch/Ff 131072/T(choice)/V(b)/Opt[[(a)(Apple)][(b)(Banana)]]",
              b"/FT/Tx/T(turned)/V(upwards)/MK<</R 90>>"]
    more = {40 + i: widget % (b"100 %d %s" % (600 - 60 * i, b"120 440" if i == 4 else b"300 %d" % (640 - 60 * i)), f)
            for i, f in enumerate(fields)}
    more[50] = widget % (b"350 600 370 620", b"/FT/Btn/T(box)/V/Yes/AS/Yes/AP<</N<</Yes 60 0 R/Off 61 0 R>>>>")
    more[51] = b"<</FT/Btn/Ff 49152/T(radio)/V/b/Kids[52 0 R 53 0 R]>>"
    more[52] = widget % (b"350 500 370 520", b"/Parent 51 0 R/AS/Off/AP<</N<</a 60 0 R/Off 61 0 R>>>>")
    more[53] = widget % (b"380 500 400 520", b"/Parent 51 0 R/AS/b/AP<</N<</b 60 0 R/Off 61 0 R>>>>")
    more[60] = stream(b"0 0 20 20 re f", b"/Type/XObject/Subtype/Form/BBox[0 0 20 20]")
    more[61] = stream(b"1 1 18 18 re S", b"/Type/XObject/Subtype/Form/BBox[0 0 20 20]")
    refs = b" ".join(b"%d 0 R" % n for n in list(range(40, 45)) + [50])
    root = b"/AcroForm<</DA(/Helv 10 Tf 0 g)/Fields[%s 51 0 R]>>" % refs
    return document([["A form of " + value.decode()]], root, more, {0: b"/Annots[%s 52 0 R 53 0 R]" % refs})


def layers():
    root = b"/OCProperties<</OCGs[40 0 R 41 0 R]/D<</OFF[41 0 R]>>>>"
    more = {40: b"<</Type/OCG/Name(seen)>>", 41: b"<</Type/OCG/Name(hidden)>>", 42: b"<</Type/OCMD/OCGs[40 0 R 41 0 R]/P/AllOn>>",
            11: stream(b"/OC /A BDC 10 400 50 50 re f EMC /OC /B BDC 100 400 50 50 re f EMC /OC /C BDC 200 400 50 50 re f EMC")}
    objects = document([[""]], root, more)
    objects[10] = objects[10].replace(b"/Font<<", b"/Properties<</A 40 0 R/B 41 0 R/C 42 0 R>>/Font<<")
    return objects


def attached(collection=b""):
    root = b"/Names<</EmbeddedFiles<</Names[(one)40 0 R(two)41 0 R]>>>>/AF[40 0 R]" + collection
    name = b"folder" if collection else b"plain"
    more = {40: b"<</Type/Filespec/F(%s-note.txt)/EF<</F 42 0 R>>>>" % name, 41: b"<</Type/Filespec/F(%s.csv)/EF<</F 43 0 R>>>>" % name,
            42: stream(b"A note that came with it: " + name), 43: stream(zlib.compress(b"date,amount\n2023-01-02,3\n" + name), b"/Filter/FlateDecode"),
            44: b"<</Type/Annot/Subtype/FileAttachment/Rect[72 600 90 620]/FS 41 0 R/Contents(The table)>>"}
    return document([["It carries files", name.decode()]], root, more, {0: b"/Annots[44 0 R]"})


def signed():
    more = {40: b"<</Type/Annot/Subtype/Widget/F 132/FT/Sig/T(signature)/V 41 0 R/Rect[100 300 200 340]/AP<</N 42 0 R>>>>",
            41: b"<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/adbe.pkcs7.detached/ByteRange[0 1 2 3]/Contents<00>>>",
            42: stream(b"0 0 100 40 re S", b"/Type/XObject/Subtype/Form/BBox[0 0 100 40]")}
    return document([["Signed"]], b"/AcroForm<</SigFlags 3/Fields[40 0 R]>>", more, {0: b"/Annots[40 0 R]"})


def updated():
    """A second revision behind the first: page 1 says something else and has a link."""
    first = pdf(document([["Before"], ["Second page"]]))
    start = int(first.rsplit(b"startxref\n", 1)[1].split()[0])
    out, at = bytearray(first), {}
    for n, body in ((10, b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R>>>>/Contents 11 0 R"
                     b"/Annots[<</Type/Annot/Subtype/Link/Rect[1 1 9 9]/Dest[20 0 R/Fit]>>]>>"), (11, words("After"))):
        at[n] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (n, body)
    table = len(out)
    out += b"xref\n10 2\n%010d 00000 n \n%010d 00000 n \n" % (at[10], at[11])
    out += b"trailer<</Size 22/Root 1 0 R/Prev %d>>\nstartxref\n%d\n%%%%EOF\n" % (start, table)
    return bytes(out)


def hybrid():
    """A table of the old kind, and beside it a stream that knows one object more: the annotation lies in an object stream."""
    objects = document([["For old and new readers"], ["There"]], entries={0: b"/Annots[30 0 R]"})
    inside = b"30 0 <</Type/Annot/Subtype/Link/Rect[1 1 9 9]/Dest[20 0 R/Fit]>>"
    objects[31] = stream(inside, b"/Type/ObjStm/N 1/First 5")
    out, at = bytearray(b"%PDF-1.5\n"), {}
    for n in sorted(objects):
        at[n] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (n, objects[n])
    at[32] = len(out)
    out += b"32 0 obj\n%s\nendobj\n" % stream(bytes([2, 0, 31, 0, 0, 1]) + at[31].to_bytes(2, "big") + bytes([0, 0]),
                                               b"/Type/XRef/W[1 2 2]/Index[30 2]/Size 33/Root 1 0 R")
    start = len(out)
    out += b"xref\n0 33\n"
    for n in range(33):
        out += b"%010d %05d %s \n" % (at.get(n, 0), 0 if n in at else 65535, b"n" if n in at else b"f")
    out += b"trailer<</Size 33/Root 1 0 R/XRefStm %d>>\nstartxref\n%d\n%%%%EOF\n" % (at[32], start)
    return bytes(out)


def main():
    folder = sys.argv[1]

    def put(name, data):
        with open(os.path.join(folder, name), "wb") as f:
            f.write(data if isinstance(data, bytes) else pdf(data))

    def anew(source, name, *options):
        subprocess.run(["qpdf", "--static-id", *options, os.path.join(folder, source), os.path.join(folder, name)], check=True)

    put("links.pdf", links())
    put("form one.pdf", form(b"one"))
    put("form two.pdf", form(b"two"))
    put("layers.pdf", layers())
    put("attached.pdf", attached())
    put("portfolio.pdf", attached(b"/Collection<</View/T>>"))
    put("signed.pdf", signed())
    put("updated.pdf", updated())
    put("hybrid.pdf", hybrid())
    anew("links.pdf", "linearised.pdf", "--linearize")
    anew("links.pdf", "streams.pdf", "--object-streams=generate")
    anew("links.pdf", "open to all.pdf", "--static-aes-iv", "--encrypt", "", "owner", "256", "--")
    anew("form one.pdf", "form open to all.pdf", "--allow-weak-crypto", "--encrypt", "", "owner", "128", "--use-aes=n", "--")


main()
