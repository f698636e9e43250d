#!/usr/bin/env python3
"""Counts the calls and messages of phone files by other means than the program's own readers.

Usage: phone.py DIR

Prints path<TAB>calls<TAB>messages for every file under DIR that holds some, or is a phone's file without any. Backups go through
ElementTree after their half characters are taken out (by tags where they are not XML even so), chats through regular expressions,
JSON through json, call logs through csv.
"""
import csv
import io
import json
import os
import re
import sys
import xml.etree.ElementTree as ET

csv.field_size_limit(1 << 30)  # mail that is no table at all comes by here too


def text_of(path):
    with open(path, "rb") as f:
        data = f.read()
    for mark, name in ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"\xef\xbb\xbf", "utf-8-sig")):
        if data.startswith(mark):
            return data.decode(name, "replace")
    return data.decode("utf-8", "replace")


def backup(text):
    """<smses> and <calls>; None where it is neither."""
    if not re.match(r"\s*(<\?.*?\?>\s*|<!--.*?-->\s*|<!DOCTYPE[^>]*>\s*)*<(smses|calls)\b", text, re.S):
        return None
    clean = re.sub(r"&#(x[0-9a-fA-F]+|[0-9]+);", "?", text)
    clean = re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]", "?", clean)
    try:
        root = ET.fromstring(clean.encode("utf-8"))
        return len(root.findall(".//call")), len(root.findall(".//sms")) + len(root.findall(".//mms"))
    except ET.ParseError:
        bare = re.sub(r"<!--.*?-->", "", clean, flags=re.S)
        return len(re.findall(r"<call\s+\w+\s*=", bare)), len(re.findall(r"<(?:sms|mms)\s+\w+\s*=", bare))


BLANK = "[\\s\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]*"
DATE = r"\d{1,4}(?:/|-|\. ?)\d{1,2}(?:/|-|\. ?)\d{1,4}\.?"
CLOCK = r"\d{1,2}[.:]\d\d(?:[.:]\d\d)?(?:%s[ap]\.?\s?m\.?)?" % BLANK
BETWEEN = r",?\s+(?:[a-zA-Z\u00e0]{1,4}\.?\s)?"
STAMP = re.compile(
    "^%s(?:\\[%s%s%s%s\\]|%s%s%s\\s[-\u2013](?=\\s))%s(.*)$" % (BLANK, DATE, BETWEEN, CLOCK, BLANK, DATE, BETWEEN, CLOCK, BLANK),
    re.I,
)
BARE = re.compile(r"^%s%s%s\d{1,2}[.:]\d\d[.:]\d\d\s([^:]{1,60}: .*)$" % (BLANK, DATE, BETWEEN))
PROGRAM = re.compile("end-to-end encrypted|changed the|changed this|created group|\"|\u201c| added | removed | joined using |security code")
CALL = re.compile(
    r"^(missed|silenced) (group )?(voice|video) call|^(group )?(voice|video) call([,.] ?(\d.*|no answer.*|missed.*))?$", re.I
)


def chat(text):
    calls = messages = stamps = 0
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    first = next((l for l in lines if l.strip()), "")
    if not STAMP.match(first):
        return None
    for line in lines:
        found = STAMP.match(line) or BARE.match(line)
        if not found:
            continue
        stamps += 1
        rest = found.group(1)
        said = re.match(r"^([^:]{1,60}):(?![\d/])(.*)$", rest)
        words = re.sub("[\u200e\u200f]", "", said.group(2) if said else rest).strip()
        if CALL.match(words):
            calls += 1
        elif said and not PROGRAM.search(said.group(1)) and not words.startswith("Messages and calls are end-to-end encrypted"):
            messages += 1
    return (calls, messages) if messages + calls else None


def chats_in_json(value):
    """Every list of messages in a JSON export."""
    calls = messages = 0
    lists = []
    if isinstance(value, dict):
        if isinstance(value.get("messages"), list):
            lists.append(value["messages"])
        inner = value.get("chats", {})
        for one in inner.get("list", []) if isinstance(inner, dict) else []:
            lists.append(one.get("messages", []))
    elif isinstance(value, list):
        lists.append(value)
    for items in lists:
        for m in items:
            if not isinstance(m, dict):
                continue
            if m.get("type") == "service":
                calls += m.get("action") == "phone_call"
            elif "call_duration" in m or m.get("type") == "Call":
                calls += 1
            elif any(k in m for k in ("timestamp", "timestamp_ms", "date")) and any(
                k in m for k in ("author", "sender", "sender_name", "from", "actor")
            ):
                messages += 1
    return (calls, messages) if calls + messages else None


def table(text):
    """A call log: heads of a phone's, or rows that begin as iMazing's do."""
    try:
        rows = [r for r in csv.reader(io.StringIO(text, newline=None)) if any(c.strip() for c in r)]
    except csv.Error:
        return None
    if not rows:
        return None
    while len(rows) > 1 and len([c for c in rows[0] if c.strip()]) < 3:
        rows = rows[1:]
    heads = [h.strip().lower() for h in rows[0]]
    if rows[0][0] in ("Incoming", "Outgoing", "Missed"):
        return len(rows), 0
    has = lambda *words: any(any(w in h for w in words) for h in heads)
    if has("balance", "paid in", "debit") or not has("number", "name", "phone", "contact"):
        return None
    if not has("duration"):
        if not (has("message", "text", "body") and has("direction")):
            return None
        return 0, len(rows) - 1
    kind = heads.index("type") if "type" in heads else None
    rows = [r for r in rows[1:] if re.search(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{2,4}|\d{10}|[A-Z][a-z]{2} \d", " ".join(r))]
    short = sum(1 for r in rows if kind is not None and len(r) > kind and "message" in r[kind].lower())
    return len(rows) - short, short


def count(path):
    text = text_of(path)
    name = path.lower()
    if name.endswith(".xml"):
        return backup(text)
    if name.endswith(".csv"):
        return table(text)
    if name.endswith(".json"):
        try:
            return chats_in_json(json.loads(text))
        except ValueError:
            return None
    if name.endswith(".txt"):
        return chat(text)
    return None


def main():
    top = sys.argv[1]
    for folder, folders, files in os.walk(top):
        folders.sort()
        for name in sorted(files):
            path = os.path.join(folder, name)
            if os.path.islink(path) or not os.path.isfile(path):
                continue
            found = count(path)
            if found is not None:
                print("%s\t%d\t%d" % (os.path.relpath(path, top), found[0], found[1]))


if __name__ == "__main__":
    main()
