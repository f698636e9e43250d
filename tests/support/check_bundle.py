#!/usr/bin/env python3
"""Holds a finished bundle.pdf against its bundle.json, with other people's tools only (qpdf, pdftotext).

Usage: check_bundle.py BUNDLE.pdf BUNDLE.json [--damaged] [--volume N]
--damaged: evidence may be damaged, so qpdf may warn about the inside of its streams.
--volume N: the PDF is volume N of several; its pages are called N/1, N/2, ...
Prints one line a fault and exits 1; prints a summary and exits 0 when all holds:
page N prints N in its corner, upright; every index row, chronology row and bookmark leads to the right page;
the page labels say what is printed; the outline opens; nothing of the account is left out.
"""
import json
import re
import subprocess
import sys
import xml.etree.ElementTree as ET

faults = []
prefix = ""  # "2/" in volume 2


def fault(text):
    faults.append(text)


def words_by_page(pdf):
    """Words with their boxes as a reader sees the page: origin top left, turned upright."""
    xml = subprocess.run(["pdftotext", "-cropbox", "-bbox", pdf, "-"], check=True, capture_output=True).stdout
    xml = re.sub(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]", b"", xml)
    xml = re.sub(rb"(?s)<title>.*?</title>", b"", xml)
    xml = re.sub(rb"<meta [^>]*>", b"", xml)
    root = ET.fromstring(xml)
    ns = "{http://www.w3.org/1999/xhtml}"
    pages = []
    for page in root.iter(ns + "page"):
        box = (float(page.get("width")), float(page.get("height")))
        words = [(w.text or "", float(w.get("xMin")), float(w.get("yMin")), float(w.get("xMax")), float(w.get("yMax")))
                 for w in page.iter(ns + "word")]
        pages.append((box, words))
    return pages


class Pdf:
    def __init__(self, path):
        run = subprocess.run(["qpdf", "--json=2", path], capture_output=True)
        # qpdf 11.3 writes reals such as "-0." and strings that are not UTF-8 into its JSON
        self.top = json.loads(re.sub(r"(?m)((?:^ *|\": )-?\d+)\.(,?)$", r"\1.0\2", run.stdout.decode("utf-8", "replace")))
        self.objects = self.top["qpdf"][1]
        self.page_refs = [p["object"] for p in self.top["pages"]]
        self.page_of = {ref: i + 1 for i, ref in enumerate(self.page_refs)}

    def get(self, value):
        while isinstance(value, str) and re.fullmatch(r"\d+ \d+ R", value):
            o = self.objects.get("obj:" + value, {})
            value = o.get("value", o.get("stream", {}).get("dict"))
        return value

    def page(self, number):
        return self.get(self.page_refs[number - 1])

    def inherited(self, page, key):
        while page is not None:
            if key in page:
                return self.get(page[key])
            page = self.get(page.get("/Parent"))
        return None

    def links(self, number):
        """(left, bottom, right, top, target page) of every internal link of a page, in user space."""
        out = []
        for ref in self.get(self.page(number).get("/Annots")) or []:
            a = self.get(ref)
            if not a or a.get("/Subtype") != "/Link":
                continue
            dest = self.get(a.get("/Dest"))
            if dest is None and a.get("/A"):
                dest = self.get((self.get(a["/A"]) or {}).get("/D"))
            if isinstance(dest, list) and dest[0] in self.page_of:
                x0, y0, x1, y1 = [float(v) for v in self.get(a["/Rect"])]
                out.append((min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1), self.page_of[dest[0]]))
        return out


def check_numbers(pdf, pages):
    for i, ((width, height), words) in enumerate(pages):
        number = str(i + 1)
        # pdftotext gives words as seen, but the size of the page as stored
        if (pdf.inherited(pdf.page(i + 1), "/Rotate") or 0) % 180:
            width, height = height, width
        unit = float(pdf.inherited(pdf.page(i + 1), "/UserUnit") or 1)
        found = [w for w in words if w[0] in (number, prefix + number) and abs(w[3] - (width - 48 / unit)) < 2 / unit + 0.5
                 and height - 40 / unit < w[2] and w[4] < height - 14 / unit]
        if not found:
            near = [w for w in words if w[3] > width - 110 / unit and w[2] > height - 45 / unit]
            fault("page %s does not print %s in its corner (%.0f x %.0f; there: %r)" % (number, number, width, height, near[:4]))
        elif found[-1][3] - found[-1][1] < 4 / unit or found[-1][4] - found[-1][2] < 6 / unit:
            fault("page %s: its number is not upright or too small" % number)


def link_at(links, x, y):
    return [l[4] for l in links if l[0] <= x <= l[2] and l[1] <= y <= l[3]]


FRONT = ["cover", "summary", "index", "essential", "chronology", "delays", "arrears", "allegations"]


def front_page(front, part):
    return 1 + sum(front.get(p, 0) for p in FRONT[:FRONT.index(part)])


def check_index(pdf, pages, table):
    first = front_page(table["front"], "index")
    rows = {}
    # numbers of four figures would begin left of the edge: the column then ends further right
    ends = 99 if sum(x["number"] is not None for x in table["exhibits"]) >= 1000 else 94
    for p in range(first, first + table["front"]["index"]):
        (width, height), words = pages[p - 1]
        links = pdf.links(p)
        for text, x0, y0, x1, y1 in words:
            if text.isdigit() and abs(x1 - ends) < 1.5 and y0 > 60:
                rows[int(text)] = (p, link_at(links, (x0 + x1) / 2, height - (y0 + y1) / 2),
                                   [w[0] for w in words if w[1] > 510 and abs(w[2] - y0) < 2])
    for x in table["exhibits"]:
        if x["number"] is None:
            continue
        if x["number"] not in rows:
            fault("exhibit %d (%s) has no row in the index" % (x["number"], x["path"]))
            continue
        page, targets, printed = rows[x["number"]]
        if targets != [x["first_page"]]:
            fault("index row %d on page %d leads to %r, not to page %d" % (x["number"], page, targets, x["first_page"]))
        if printed != [prefix + str(x["first_page"])]:
            fault("index row %d prints %r, not page %d" % (x["number"], printed, x["first_page"]))


def check_chronology(pdf, pages, table):
    """Where there are volumes, pages of others are named as well, and lead nowhere."""
    first = front_page(table["front"], "chronology")
    sources = []
    for p in range(first, first + table["front"]["chronology"]):
        (width, height), words = pages[p - 1]
        links = pdf.links(p)
        words = sorted(words, key=lambda w: (round(w[2]), w[1]))
        for a, b in zip(words, words[1:]):
            if a[0] == "page" and a[1] > 450 and re.fullmatch(r"(\d+/)?\d+", b[0]) and b[4] < height - 60:
                targets = link_at(links, (a[1] + b[3]) / 2, height - (a[2] + a[4]) / 2)
                sources.append(b[0])
                here = b[0].startswith(prefix)
                if targets != ([int(b[0][len(prefix):])] if here else []):
                    fault("chronology on page %d: \"page %s\" leads to %r" % (p, b[0], targets))
    expected = [("%d/" % e["volume"] if "volume" in e else "") + str(e["page"]) for e in table["chronology"] if e["page"]]
    if sources != expected:
        fault("the chronology names pages %r, the table %r" % (sources[:20], expected[:20]))


def named(page, volume):
    return ("%d/" % volume if volume else "") + str(page)


def check_delays(pdf, pages, table):
    """What deadlines and delays name stands on their pages in the order of the table, and leads there."""
    front = table["front"]
    first = front_page(front, "delays")
    found, expected, asked = [], [], None
    for p in range(first, first + front.get("delays", 0)):
        (width, height), words = pages[p - 1]
        links = pdf.links(p)
        words = sorted(words, key=lambda w: (round(w[2]), w[1]))
        for a, b in zip(words, words[1:]):
            number = re.fullmatch(r"((\d+/)?\d+)[).,]*", b[0])
            if a[0] not in ("page", "(page") or not number or b[4] > height - 60:
                continue
            targets = link_at(links, (a[1] + b[3]) / 2, height - (a[2] + a[4]) / 2)
            found.append(number[1])
            here = number[1].startswith(prefix)
            if targets != ([int(number[1][len(prefix):])] if here else []):
                fault("deadlines and delays on page %d: \"page %s\" leads to %r" % (p, number[1], targets))
    if not front.get("delays"):
        return
    for d in table["deadlines"]:
        expected += [named(s["page"], s.get("volume")) for s in (d["trigger"], d["done"]) if s and s["page"]]
    for d in table["delays"]:
        if d["asked_step"] != asked and d["asked_page"]:
            expected.append(named(d["asked_page"], d.get("asked_volume")))
        asked = d["asked_step"]
        if d["answered_page"]:
            expected.append(named(d["answered_page"], d.get("answered_volume")))
    if found != expected:
        fault("deadlines and delays name pages %r, the table %r" % (found[:20], expected[:20]))


def walk(outlines, depth=2):
    """Our own bookmarks: sections and documents; below them stand the sources' own."""
    for o in outlines:
        yield o
        if depth > 1:
            yield from walk(o.get("kids", []), depth - 1)


def marks(table):
    """Number of a document -> mark on its first page, where it is exhibited to a witness statement."""
    numbered = [x for x in table["exhibits"] if x["number"] is not None]
    found, at = {}, 0
    for s in table["sections"]:
        for x in numbered[at:at + s["exhibits"]]:
            if "mark" in s:
                found[x["number"]] = "%s-%d" % (s["mark"], x["first_page"] - s["page"] - s.get("sheets", 1) + 1)
        at += s["exhibits"]
    return found


def check_exhibits(pages, table):
    """Each exhibit to a witness statement begins with a sheet that bears its mark and lists its documents' marks."""
    for s in table["sections"]:
        if "mark" not in s:
            continue
        words = [w[0] for p in range(s["page"], s["page"] + s.get("sheets", 1)) for w in pages[p - 1][1]]
        if "EXHIBIT" not in words or s["mark"] not in words:
            fault("page %d does not say EXHIBIT %s" % (s["page"], s["mark"]))
        for mark in marks(table).values():
            if mark.startswith(s["mark"] + "-") and mark not in words:
                fault("the sheet of exhibit %s does not list %s" % (s["mark"], mark))


def check_bookmarks(pdf, table):
    documents, marked = {}, marks(table)
    for o in walk(pdf.top["outlines"]):
        target = o.get("destpageposfrom1")
        if target is None:
            fault("bookmark %r leads nowhere" % o["title"])
        m = re.match(r"(\d+)\. .*\[p\." + prefix + r"(\d+)(?:, ([A-Z]+\d+-\d+))?\]$", o["title"], re.S)
        if m:
            documents.setdefault(int(m.group(1)), (int(m.group(2)), target))
            if m.group(3) != marked.get(int(m.group(1))):
                fault("bookmark %r names the mark %r, not %r" % (o["title"], m.group(3), marked.get(int(m.group(1)))))
    for x in table["exhibits"]:
        if x["number"] is None:
            continue
        if documents.get(x["number"]) != (x["first_page"], x["first_page"]):
            fault("bookmark of exhibit %d says and leads to %r, not page %d" % (x["number"], documents.get(x["number"]), x["first_page"]))


def check_account(table):
    a = table["accounted"]
    if a["files"] != a["shown"] + a["not_shown"] + a["duplicates"] + a["excluded"]:
        fault("the account does not add up: %r" % a)
    inside = [x for x in table["exhibits"] if x["parent"] is not None]
    files = len(table["exhibits"]) - len(inside)
    if files + len(table["excluded"]) != a["files"]:
        fault("%d rows of files and %d left out are not %d files" % (files, len(table["excluded"]), a["files"]))
    if len(inside) != a["inside"]:
        fault("%d rows of documents inside files, the account has %d" % (len(inside), a["inside"]))
    paths = {x["path"] for x in table["exhibits"]}
    for x in inside:
        if x["parent"] not in paths or not x["path"].startswith(x["parent"] + "/"):
            fault("%s does not lie below its parent %s" % (x["path"], x["parent"]))
    for x in table["exhibits"]:
        if not x["shown"] and not x["reason"]:
            fault("%s is not shown and no reason is given" % x["path"])


def check_partition(table):
    """Every page belongs to the front, to a section's sheet or to exactly one exhibit."""
    owners = {}
    front = sum(table["front"].values())
    for p in range(1, front + 1):
        owners[p] = "front"
    for s in table["sections"]:
        if s["page"] in owners:
            fault("page %d is both %s and section %s" % (s["page"], owners[s["page"]], s["letter"]))
        for p in range(s["page"], s["page"] + s.get("sheets", 1)):
            owners[p] = "section " + s["letter"]
    for x in table["exhibits"]:
        for p in range(x["first_page"] or 0, (x["first_page"] or 0) + x["pages"]):
            if p in owners:
                fault("page %d is both %s and exhibit %s" % (p, owners[p], x["number"]))
            owners[p] = "exhibit %s" % x["number"]
    if sorted(owners) != list(range(1, table["pages"] + 1)):
        fault("the pages of the table are not 1 to %d" % table["pages"])


def check_view(pdf, table):
    root = pdf.get(pdf.objects["trailer"]["value"]["/Root"])
    if root.get("/PageMode") != "/UseOutlines":
        fault("the bookmarks panel does not open")
    if root.get("/Lang") != "u:en-GB":
        fault("/Lang is %r" % root.get("/Lang"))
    action = pdf.get(root.get("/OpenAction"))
    if not (isinstance(action, list) and action[1] == "/XYZ" and action[4] == 1):
        fault("it does not open at 100 %%: %r" % action)
    for label in pdf.top.get("pagelabels", []):
        l = label["label"]
        if l.get("/P") not in (None, "u:" + prefix) or l.get("/S") not in ("/D", None) or l.get("/St", 1) != label["index"] + 1:
            fault("a page label differs from the printed number: %r" % label)


def of_volume(table, number):
    """The table as if the volume were all there is; what the whole must hold has been looked at."""
    global prefix
    prefix = "%d/" % number
    volume = table["volumes"][number - 1]
    exhibits = [x for x in table["exhibits"] if x.get("volume") == number]
    numbers = [x["number"] for x in exhibits]
    if numbers != list(range(volume["first"], volume["last"] + 1)):
        fault("volume %d holds %r, not %d to %d" % (number, numbers, volume["first"], volume["last"]))
    return dict(table, exhibits=exhibits, front=volume["front"], pages=volume["pages"], sections=volume["sections"],
                chronology=table["chronology"] if number == 1 else [])


def main():
    path, table = sys.argv[1], json.load(open(sys.argv[2], encoding="utf-8"))
    check_account(table)
    if "--volume" in sys.argv:
        table = of_volume(table, int(sys.argv[sys.argv.index("--volume") + 1]))
    check = subprocess.run(["qpdf", "--check", path], capture_output=True, text=True)
    if check.returncode not in ((0, 3) if "--damaged" in sys.argv else (0,)):
        fault("qpdf --check: %s" % (check.stdout + check.stderr).strip()[-400:])
    pdf, pages = Pdf(path), words_by_page(path)
    if not len(pages) == len(pdf.page_refs) == table["pages"]:
        fault("%d pages by pdftotext, %d by qpdf, %d in the table" % (len(pages), len(pdf.page_refs), table["pages"]))
    check_numbers(pdf, pages)
    check_index(pdf, pages, table)
    check_chronology(pdf, pages, table)
    check_delays(pdf, pages, table)
    check_bookmarks(pdf, table)
    check_exhibits(pages, table)
    check_partition(table)
    check_view(pdf, table)
    for f in faults[:40]:
        print(f)
    if faults:
        sys.exit(1)
    print("%d pages, %d exhibits, %d events: all as they should be" % (table["pages"], len(table["exhibits"]), len(table["chronology"])))


main()
