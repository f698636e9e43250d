#!/usr/bin/env python3
"""Makes PDFs such as people have them, out of nothing: letters of several pages, some with an embedded font, some with
pictures, links, bookmarks, some of version 1.4, some with object and cross-reference streams. The same arguments give the
same bytes.

    pages.py FOLDER FILES PAGES-EACH
    pages.py --letter FILE.pdf NUMBER       one more, of one page
"""

import glob
import os
import random
import struct
import sys
import zlib

WORDS = """the of to and a in is payment account Child Maintenance Service letter please reference that for you your we
have from on date amount weekly arrears schedule be this with not by received case decision as was are at it if made
calculation income parent paying receiving telephone within days appeal mandatory reconsideration office will""".split()
MONTHS = "January February March April May June July August September October November December".split()


class Pdf:
    """Objects, then one of the two ways to list them."""

    def __init__(self):
        self.bodies = []  # bytes of each object, from 1
        self.plain = []  # may it go into an object stream?

    def add(self, body=b"", plain=True):
        self.bodies.append(body)
        self.plain.append(plain)
        return len(self.bodies)

    def stream(self, entries, data, packed=True):
        if packed:
            data = zlib.compress(data, 6)
            entries += b" /Filter /FlateDecode"
        return self.add(b"<< %s /Length %d >>\nstream\n%s\nendstream" % (entries, len(data), data), False)

    def write_table(self, out, root):
        offsets = []
        for number, body in enumerate(self.bodies, 1):
            offsets.append(len(out))
            out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
        start = len(out)
        out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(offsets) + 1)
        for at in offsets:
            out += b"%010d 00000 n \n" % at
        out += b"trailer\n<< /Size %d /Root %d 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(offsets) + 1, root, start)

    def write_streams(self, out, root):
        held = [n for n, plain in enumerate(self.plain, 1) if plain]
        head, data = b"", b""
        for number in held:
            head += b"%d %d " % (number, len(data))
            data += self.bodies[number - 1] + b"\n"
        holder = self.stream(b"/Type /ObjStm /N %d /First %d" % (len(held), len(head)), head + data)
        rows = [(0, 0, 65535)] + [None] * (len(self.bodies) + 1)
        for index, number in enumerate(held):
            rows[number] = (2, holder, index)
        for number, body in enumerate(self.bodies, 1):
            if rows[number] is None:
                rows[number] = (1, len(out), 0)
                out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
        start = len(out)
        rows[-1] = (1, start, 0)
        table = zlib.compress(b"".join(struct.pack(">BIH", *row) for row in rows))
        out += (b"%d 0 obj\n<< /Type /XRef /Size %d /W [1 4 2] /Root %d 0 R /Filter /FlateDecode /Length %d >>\n"
                b"stream\n%s\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n"
                % (len(rows) - 1, len(rows), root, len(table), table, start))


def font(pdf, embedded):
    if not embedded:
        return pdf.add(b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>")
    with open(embedded, "rb") as f:
        data = f.read()
    program = pdf.stream(b"/Length1 %d" % len(data), data)
    about = pdf.add(b"<< /Type /FontDescriptor /FontName /AAAAAA+Liberation /Flags 32 /FontBBox [-200 -300 1300 1000] "
                    b"/ItalicAngle 0 /Ascent 905 /Descent -212 /CapHeight 729 /StemV 80 /FontFile2 %d 0 R >>" % program)
    return pdf.add(b"<< /Type /Font /Subtype /TrueType /BaseFont /AAAAAA+Liberation /FirstChar 32 /LastChar 126 "
                   b"/Widths [%s] /FontDescriptor %d 0 R /Encoding /WinAnsiEncoding >>"
                   % (b" ".join([b"556"] * 95), about))


def picture(pdf, dice):
    """300 by 200 pixels, smooth with grain, as a photograph is."""
    rows = bytearray()
    for y in range(200):
        grain = dice.randbytes(300)
        rows += bytes(v for x in range(300) for v in ((x * y // 240 + grain[x] % 8) & 255, (x + grain[x] % 16) & 255, y))
    return pdf.stream(b"/Type /XObject /Subtype /Image /Width 300 /Height 200 /ColorSpace /DeviceRGB "
                      b"/BitsPerComponent 8", bytes(rows))


def words_of(dice, number, page):
    lines = ["Our reference 1212 %04d, page %d" % (number, page + 1)]
    if page == 0:
        lines += ["%d %s %d" % (dice.randint(1, 28), dice.choice(MONTHS), dice.randint(2015, 2024)), "Dear Ms A,"]
    for _ in range(dice.randint(20, 38)):
        lines.append(" ".join(dice.choice(WORDS) for _ in range(dice.randint(7, 12))))
    text = b"BT /F1 11 Tf 14 TL 72 780 Td\n"
    for line in lines:
        text += b"(%s) Tj T*\n" % line.encode()
    return text + b"ET\n"


def letter(number, pages, fonts):
    dice = random.Random(number)
    pdf = Pdf()
    root, tree = pdf.add(), pdf.add()
    name = font(pdf, fonts[number % len(fonts)] if fonts and number % 5 == 0 else None)
    image = picture(pdf, dice) if number % 4 == 1 else None
    sheets = [pdf.add() for _ in range(pages)]
    for index, sheet in enumerate(sheets):
        content = words_of(dice, number, index)
        entries = b"/Font << /F1 %d 0 R >>" % name
        annots = b""
        if image and index % 3 == 0:
            content += b"q 300 0 0 200 72 60 cm /Im1 Do Q\n"
            entries += b" /XObject << /Im1 %d 0 R >>" % image
        if number % 4 == 2:
            links = [pdf.add(b"<< /Type /Annot /Subtype /Link /Rect [72 %d 300 %d] /Border [0 0 0] /Dest [%d 0 R /Fit] >>"
                             % (600 - 20 * i, 614 - 20 * i, sheets[(index + i) % pages])) for i in range(3)]
            links.append(pdf.add(b"<< /Type /Annot /Subtype /Link /Rect [72 100 300 114] /Border [0 0 0] "
                                 b"/A << /S /URI /URI (https://www.gov.uk/) >> >>"))
            annots = b" /Annots [%s]" % b" ".join(b"%d 0 R" % n for n in links)
        stream = pdf.stream(b"", content)
        pdf.bodies[sheet - 1] = (b"<< /Type /Page /Parent %d 0 R /MediaBox [0 0 595.28 841.89] /Contents %d 0 R "
                                 b"/Resources << %s >>%s >>" % (tree, stream, entries, annots))
    pdf.bodies[tree - 1] = (b"<< /Type /Pages /Count %d /Kids [%s] >>"
                            % (pages, b" ".join(b"%d 0 R" % n for n in sheets)))
    marks = b""
    if number % 5 == 3:
        top = pdf.add()
        items = [pdf.add() for _ in sheets]
        for i, item in enumerate(items):
            beside = b" /Next %d 0 R" % items[i + 1] if i + 1 < pages else b""
            beside += b" /Prev %d 0 R" % items[i - 1] if i else b""
            pdf.bodies[item - 1] = (b"<< /Title (Part %d) /Parent %d 0 R /Dest [%d 0 R /XYZ null 800 null]%s >>"
                                    % (i + 1, top, sheets[i], beside))
        pdf.bodies[top - 1] = b"<< /Type /Outlines /First %d 0 R /Last %d 0 R /Count %d >>" % (items[0], items[-1], pages)
        marks = b" /Outlines %d 0 R" % top
    pdf.bodies[root - 1] = b"<< /Type /Catalog /Pages %d 0 R%s >>" % (tree, marks)
    out = bytearray(b"%%PDF-1.%d\n%%\xe2\xe3\xcf\xd3\n" % (5 if number % 2 else 4))
    (pdf.write_streams if number % 2 else pdf.write_table)(out, root)
    return out


def main():
    fonts = sorted(glob.glob("/usr/share/fonts/truetype/liberation*/LiberationS*-Regular.ttf"))
    if len(sys.argv) == 4 and sys.argv[1] == "--letter":
        with open(sys.argv[2], "wb") as f:
            f.write(letter(int(sys.argv[3]), 1, fonts))
        return 0
    if len(sys.argv) != 4:
        print(__doc__, file=sys.stderr)
        return 2
    os.makedirs(sys.argv[1], exist_ok=True)
    for number in range(int(sys.argv[2])):
        with open(os.path.join(sys.argv[1], "letter %05d.pdf" % number), "wb") as f:
            f.write(letter(number, int(sys.argv[3]), fonts))
    return 0


sys.exit(main())
