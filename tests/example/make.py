#!/usr/bin/python3
"""Makes docs/example/ again: the evidence folder that the documentation walks through.

Nobody needs this to use or to build `bundle`: the files it makes are committed. Run it only to change them.

    /usr/bin/python3 tests/example/make.py            writes docs/example/
    /usr/bin/python3 tests/example/make.py FOLDER     writes FOLDER instead

Debian 12 packages:

    apt-get install python3-reportlab python3-pil python3-pikepdf qpdf poppler-utils libheif-examples \\
                    espeak-ng lame fonts-liberation fonts-dkg-handwriting

Dates, identifiers and noise are fixed, so the same packages give the same bytes. Other versions of lame, libheif, zlib or
the JPEG and WebP encoders give files that look the same and differ in their bytes.

Everything is made for this project. The story is that of a published, anonymous ombudsman decision (Parliamentary and
Health Service Ombudsman, P-002456); letters, calls, messages and most exact dates were written for the example. Reference,
NI number, addresses and telephone numbers of persons are not real.
"""

import sys

sys.dont_write_bytecode = True

import pathlib
import shutil
import tempfile

import letters
import pictures
import records


def make(folder):
    """Writes every file of the example below `folder`."""
    for name in ("letters", "Downloads", "bank", "phone", "email", "photos", "calls"):
        (folder / name).mkdir(parents=True, exist_ok=True)

    with tempfile.TemporaryDirectory() as name:
        scratch = pathlib.Path(name)

        letters.payment_schedule(folder / "letters/New payment schedule Dec 22.pdf")
        letters.complaint_response(folder / "letters/CMS letter 10 Feb 2023.pdf")
        letters.final_response(folder / "letters/FINAL RESPONSE.pdf")
        letters.liability_order_scan(folder / "letters/scan0003.pdf", scratch)
        letters.first_schedule_scan(folder / "letters/scan0007.pdf", scratch)
        letters.reply_to_mp_fax(folder / "letters/DWP reply to MP (fax).tif", scratch)
        shutil.copyfile(folder / "letters/CMS letter 10 Feb 2023.pdf", folder / "Downloads/CMS letter (1).pdf")

        records.complaint(folder / "Complaint to CMS.txt")
        records.polish_note(folder / "Notatka od cioci Żanety.txt")
        records.mail_to_mp(folder / "email/Unpaid child maintenance - Ms A.eml")
        records.bank_account(folder / "bank/current account 2022-23.csv")
        records.call_log(folder / "phone/Call log.csv")
        records.voicemail(folder / "calls/voicemail 2023-02-21.mp3", scratch)

        pictures.messages(folder / "phone/Screenshot_20230117-141626_Messages.png")
        pictures.online_account(folder / "phone/Screenshot_20230306-081204_Chrome.png")
        pictures.receipt(folder / "photos/IMG_20221214_182207.jpg")
        pictures.for_sale(folder / "photos/IMG_2290.HEIC", scratch)
        pictures.note_by_the_phone(folder / "photos/note by the phone.webp")


if __name__ == "__main__":
    if len(sys.argv) > 2 or (len(sys.argv) == 2 and sys.argv[1].startswith("-")):
        sys.exit(__doc__)
    root = pathlib.Path(__file__).resolve().parents[2]
    make(pathlib.Path(sys.argv[1]) if len(sys.argv) == 2 else root / "docs/example")
