#!/usr/bin/env python3
"""Holds a table against what the corpus says of its files. Usage: check_corpus.py CORPUS KIND TABLE.json"""
import csv
import json
import os
import sys

corpus, kind, path = sys.argv[1:4]
table = json.load(open(path, encoding="utf-8"))
rows = {x["path"]: x for x in table["exhibits"]}
faults = []

files = {os.path.relpath(os.path.join(d, n), os.path.join(corpus, kind)) for d, _, names in os.walk(os.path.join(corpus, kind)) for n in names}
for name in sorted(files - set(rows) - {e["path"] for e in table["excluded"]}):
    faults.append("%s is not accounted for" % name)


def shown(x):
    return rows[x["duplicate_of"]] if x["duplicate_of"] else x


readable = wrong = 0
with open(os.path.join(corpus, "PDF_FACTS.tsv"), encoding="utf-8", newline="") as f:
    for fact in csv.DictReader(f, delimiter="\t", quoting=csv.QUOTE_NONE):
        if not fact["path"].startswith(kind + "/"):
            continue
        name = fact["path"][len(kind) + 1:]
        if name not in rows or not fact["pages"].isdigit():
            continue
        # readable: both poppler and qpdf read it without an error (3: warnings) and its pages have a size
        if fact["page_size_pts"].startswith("0 x 0") or fact["pdfinfo_rc"] != "0" or fact["pdftotext_rc"] != "0" or fact["qpdf_check_rc"] not in ("0", "3"):
            continue
        readable += 1
        x = shown(rows[name])
        if not x["shown"]:
            faults.append("%s: %s pages, but not shown: %s" % (name, fact["pages"], x["reason"]))
        elif x["pages"] != int(fact["pages"]):
            faults.append("%s: %d pages, the facts say %s" % (name, x["pages"], fact["pages"]))

if kind == "images":
    with open(os.path.join(corpus, "LABELS-exif.tsv"), encoding="utf-8", newline="") as f:
        for fact in csv.DictReader(f, delimiter="\t", quoting=csv.QUOTE_NONE):
            name = fact["path"][len(kind) + 1:]
            if name not in rows or not fact["date_iso"]:
                continue
            x = shown(rows[name])
            if x["date"]["source"] == "exif" and x["date"]["iso"] != fact["date_iso"]:
                faults.append("%s: taken %s, the facts say %s" % (name, x["date"]["iso"], fact["date_iso"]))

for f in faults[:40]:
    print(f)
print("%d files, %d readable PDFs, %d faults" % (len(files), readable, len(faults)))
sys.exit(1 if faults else 0)
