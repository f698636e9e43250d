"""The pictures of the example: two screenshots, two photographs and a note."""

import random
import subprocess

from PIL import Image, ImageChops, ImageDraw, ImageEnhance, ImageFilter, ImageFont

from facts import ARREARS_2023, DUE_2023, LIABILITY_ORDER, REFERENCE, REGULAR_2023, long_date, pounds, unpaid
from letters import FONTS, PEN


def font(name, size):
    return ImageFont.truetype(PEN if name == "Pen" else f"{FONTS}liberation/Liberation{name}.ttf", size)


SANS, BOLD, MONO = "Sans-Regular", "Sans-Bold", "Mono-Regular"


def wrap(draw, words, face, width):
    lines, line = [], ""
    for word in words.split():
        longer = f"{line} {word}".strip()
        if draw.textlength(longer, face) > width and line:
            lines.append(line)
            line = word
        else:
            line = longer
    return lines + [line]


# --- screenshots ---------------------------------------------------------------------------------------------------------

def status_bar(draw, time, ink):
    draw.text((54, 30), time, ink, font(BOLD, 38))
    for bar in range(4):
        draw.rectangle((842 + bar * 14, 64 - bar * 8, 851 + bar * 14, 70), ink)
    draw.rounded_rectangle((930, 38, 1002, 70), 8, outline=ink, width=4)
    draw.rectangle((937, 45, 975, 63), ink)
    draw.rectangle((1004, 48, 1009, 60), ink)


def save_screenshot(image, path):
    image.quantize(24, dither=Image.NONE).save(path, optimize=True)


TALK = (("Tuesday 3 January 2023", ()),
        ("me", "Hi. The money came in today, £400.53. It was £500 before. Why has it gone down?", "10:12"),
        ("him", "cms worked it out not me. talk to them", "10:40"),
        ("me", "And the arrears? £81 a month is going to take years.", "10:41"),
        ("him", "im paying what they told me to pay", "10:55"),
        ("Tuesday 17 January 2023", ()),
        ("me", "Dad says the house is up for sale, there is a board outside. Will you clear what you owe when it sells?",
         "13:52"),
        ("him", "thats my business. not discussing it", "14:09"),
        ("me", f"It is {pounds(unpaid(9, 1))}. It is for the children.", "14:11"),
        ("him", "i stick to the schedule thats all i have to do", "14:14"))


def messages(path):
    image = Image.new("RGB", (1080, 2340), "white")
    draw = ImageDraw.Draw(image)
    status_bar(draw, "14:16", (40, 40, 40))
    draw.line((52, 176, 76, 152), (60, 60, 60), 6)
    draw.line((52, 176, 76, 200), (60, 60, 60), 6)
    draw.ellipse((118, 132, 206, 220), (176, 186, 200))
    draw.text((162, 176), "C", "white", font(BOLD, 44), anchor="mm")
    draw.text((236, 150), "Mr C", (20, 20, 20), font(BOLD, 46))
    for dot in (158, 176, 194):
        draw.ellipse((1006, dot - 4, 1014, dot + 4), (60, 60, 60))
    draw.line((0, 248, 1080, 248), (222, 222, 222), 2)
    y, face = 290, font(SANS, 42)
    for who, *rest in TALK:
        if who not in ("me", "him"):
            draw.text((540, y + 22), who, (110, 110, 110), font(SANS, 32), anchor="mm")
            y += 74
            continue
        words, time = rest
        lines = wrap(draw, words, face, 680)
        width = max(draw.textlength(line, face) for line in lines) + 64
        height = len(lines) * 54 + 44
        left = 1040 - width if who == "me" else 40
        draw.rounded_rectangle((left, y, left + width, y + height), 36, (28, 92, 170) if who == "me" else (233, 235, 240))
        for number, line in enumerate(lines):
            draw.text((left + 32, y + 22 + number * 54), line, "white" if who == "me" else (20, 20, 20), face)
        y += height + 12
        draw.text((1036 if who == "me" else 48, y), time, (120, 120, 120), font(SANS, 28), anchor="ra" if who == "me" else "la")
        y += 54
    draw.rounded_rectangle((110, 2150, 930, 2246), 48, (240, 241, 244))
    draw.text((156, 2198), "Text message", (130, 130, 130), font(SANS, 40), anchor="lm")
    draw.line((56, 2198, 92, 2198), (90, 90, 90), 6)
    draw.line((74, 2180, 74, 2216), (90, 90, 90), 6)
    draw.polygon(((972, 2170), (1032, 2198), (972, 2226), (984, 2198)), (28, 92, 170))
    draw.rounded_rectangle((390, 2304, 690, 2312), 4, (40, 40, 40))
    save_screenshot(image, path)


def online_account(path):
    image = Image.new("RGB", (1080, 2340), "white")
    draw = ImageDraw.Draw(image)
    ink = (20, 20, 20)
    status_bar(draw, "08:12", (40, 40, 40))
    draw.rounded_rectangle((48, 116, 912, 204), 44, (238, 240, 243))
    draw.text((96, 160), "child-maintenance.example/account", (70, 70, 70), font(SANS, 36), anchor="lm")
    draw.rounded_rectangle((946, 136, 994, 184), 10, outline=(70, 70, 70), width=5)
    draw.text((970, 160), "7", (70, 70, 70), font(BOLD, 28), anchor="mm")
    draw.line((0, 232, 1080, 232), (210, 210, 210), 2)
    y = 290
    draw.text((60, y), "My child maintenance case", ink, font(BOLD, 60))
    draw.text((60, y + 96), f"Reference number: {REFERENCE}", ink, font(SANS, 40))
    draw.text((60, y + 152), "Signed in as Ms A. Receiving parent.", ink, font(SANS, 40))
    y += 250
    draw.rectangle((60, y, 1020, y + 300), outline=(60, 60, 60), width=4)
    draw.text((96, y + 40), "Unpaid child maintenance", ink, font(BOLD, 44))
    draw.text((96, y + 108), pounds(unpaid(9, 3)), ink, font(BOLD, 84))
    draw.text((96, y + 222), "As at 6 March 2023", ink, font(SANS, 40))
    y += 370
    monthly = REGULAR_2023 + ARREARS_2023
    for label, value in (("Payment type", "Direct Pay"),
                         ("Last payment due", long_date(DUE_2023[2])), ("Amount", pounds(monthly)),
                         ("Marked as received", "Yes"),
                         ("Next payment due", long_date(DUE_2023[3])), ("Amount", pounds(monthly)),
                         ("of which unpaid maintenance", pounds(ARREARS_2023)), ("Liability order", pounds(LIABILITY_ORDER))):
        draw.text((60, y), label, ink, font(SANS, 40))
        draw.text((1020, y), value, ink, font(BOLD, 40), anchor="ra")
        draw.line((60, y + 74, 1020, y + 74), (200, 200, 200), 2)
        y += 104
    y += 30
    for link in ("View your letters (6)", "Report a missed payment", "Send us a document"):
        draw.text((60, y), link, (26, 61, 115), font(SANS, 42))
        draw.line((60, y + 50, 60 + draw.textlength(link, font(SANS, 42)), y + 50), (26, 61, 115), 3)
        y += 92
    draw.rounded_rectangle((390, 2304, 690, 2312), 4, (40, 40, 40))
    save_screenshot(image, path)


# --- photographs ---------------------------------------------------------------------------------------------------------

def grain(rng, size, step):
    """Smooth noise: random grey points, `step` pixels apart."""
    small = (size[0] // step + 2, size[1] // step + 2)
    return Image.frombytes("L", small, rng.randbytes(small[0] * small[1])).resize(size, Image.BICUBIC)


def onto(scene, paper, corners):
    """Lays `paper` on the scene, its corners (top left, bottom left, bottom right, top right) where they are wanted."""
    w, h = paper.size
    rows = []
    for (x, y), (u, v) in zip(corners, ((0, 0), (0, h), (w, h), (w, 0))):
        rows.append([x, y, 1, 0, 0, 0, -u * x, -u * y, u])
        rows.append([0, 0, 0, x, y, 1, -v * x, -v * y, v])
    for i in range(8):                              # Gauss and Jordan
        pivot = max(range(i, 8), key=lambda r: abs(rows[r][i]))
        rows[i], rows[pivot] = rows[pivot], rows[i]
        rows[i] = [value / rows[i][i] for value in rows[i]]
        for r in range(8):
            if r != i:
                rows[r] = [a - rows[r][i] * b for a, b in zip(rows[r], rows[i])]
    coefficients = [row[8] for row in rows]
    mask = Image.new("L", paper.size, 255).transform(scene.size, Image.PERSPECTIVE, coefficients, Image.BICUBIC)
    shadow = ImageChops.offset(mask, 10, 14).filter(ImageFilter.GaussianBlur(14)).point(lambda v: v // 2)
    scene.paste((20, 14, 10), (0, 0), shadow)
    scene.paste(paper.transform(scene.size, Image.PERSPECTIVE, coefficients, Image.BICUBIC), (0, 0), mask)


def light(scene, angle, low, high):
    """Light that falls from one side."""
    ramp = Image.linear_gradient("L").rotate(angle, Image.BICUBIC, expand=True)
    side = ramp.width // 4
    ramp = ramp.crop((side, side, ramp.width - side, ramp.height - side)).resize(scene.size, Image.BICUBIC)
    ramp = ramp.point(lambda v: low + v * (high - low) // 255)
    return ImageChops.multiply(scene, Image.merge("RGB", (ramp, ramp, ramp)))


def sensor(scene, rng, blur):
    """Lens and sensor: a little soft, a little noisy."""
    scene = scene.filter(ImageFilter.GaussianBlur(blur))
    noise = grain(rng, scene.size, 2).point(lambda v: 122 + v * 12 // 255)
    return ImageChops.add(scene, Image.merge("RGB", (noise, noise, noise)), 1, -128)


def exif(taken, make, model, orientation=1):
    data = Image.Exif()
    data[0x010F], data[0x0110], data[0x0112] = make, model, orientation
    data[0x0132] = taken
    data[0x8769] = {0x9000: b"0232", 0x9003: taken, 0x9004: taken}
    return data.tobytes()


RECEIPT = ("  SCHOOLWEAR DIRECT LTD", " 2 Example Parade, Anytown", "     Tel 020 7946 0118", "",
           "13/12/2022   16:42   Till 2", "-" * 28, "SHOES BLK GIRLS 3     22.00", "TROUSERS GREY 9-10    11.50",
           "PE KIT AGE 8          13.00", "JUMPER NAVY 7-8       12.00", "-" * 28, "TOTAL          GBP    58.50",
           "", "CARD **** 8813        58.50", "SALE   CONTACTLESS", "", "  Please keep your receipt",
           "  to change uniform within", "          28 days")


def receipt(path):
    """A receipt on a table, stored as the sensor saw it: Orientation 6 turns it upright."""
    rng = random.Random(13)
    size = (1080, 1440)
    larger = (1280, 1640)
    rings = grain(rng, (larger[0], 12), 40).resize(larger, Image.BICUBIC)
    fine = grain(rng, (larger[0], 120), 3).resize(larger, Image.BICUBIC)
    wood = ImageChops.blend(rings, fine, 0.4).rotate(4, Image.BICUBIC).crop((100, 100, 1180, 1540))
    wood = wood.point(lambda v: 70 + v * 90 // 255)
    scene = Image.merge("RGB", [wood.point(lambda v, tint=tint: v * tint // 100) for tint in (126, 84, 58)])
    for x in (308, 742):
        ImageDraw.Draw(scene).line((x, 0, x + 60, size[1]), (52, 32, 20), 4)

    paper = Image.new("RGB", (560, 1000), (238, 236, 230))
    draw = ImageDraw.Draw(paper)
    for number, line in enumerate(RECEIPT):
        face = font("Mono-Bold" if "TOTAL" in line or "SCHOOLWEAR" in line else MONO, 30)
        draw.text((26, 40 + number * 46), line, (58, 58, 66), face)
    for y in (306, 674):                            # it was folded in a purse
        draw.line((0, y, 560, y + 3), (206, 204, 197), 3)
        draw.line((0, y + 3, 560, y + 6), (248, 247, 243), 2)
    onto(scene, paper, ((250, 170), (222, 1264), (842, 1290), (826, 158)))
    scene = sensor(light(scene, 40, 150, 255), rng, 0.8)
    taken = exif("2022:12:14 18:22:07", "Example", "Phone 5", 6)
    scene.transpose(Image.ROTATE_90).save(path, quality=72, exif=taken, optimize=True)


def house(size, rng):
    """The small picture on the agent's card."""
    w, h = size
    image = Image.new("RGB", size, (150, 182, 212))
    draw = ImageDraw.Draw(image)
    draw.ellipse((w * .55, -h * .1, w * 1.1, h * .2), (205, 216, 226))
    draw.rectangle((0, h * .78, w, h), (104, 122, 84))
    draw.polygon(((w * .4, h), (w * .6, h), (w * .54, h * .78), (w * .48, h * .78)), (160, 152, 140))
    draw.rectangle((w * .16, h * .38, w * .84, h * .8), (172, 118, 96))
    for course in range(int(h * .38), int(h * .8), 7):
        draw.line((w * .16, course, w * .84, course), (150, 104, 88), 1)
    draw.polygon(((w * .1, h * .4), (w * .24, h * .14), (w * .76, h * .14), (w * .9, h * .4)), (94, 84, 82))
    draw.rectangle((w * .68, h * .06, w * .74, h * .2), (140, 82, 66))
    for x, y in ((.22, .44), (.44, .44), (.66, .44), (.22, .62), (.66, .62)):
        draw.rectangle((w * x, h * y, w * (x + .12), h * (y + .11)), (226, 230, 232))
        draw.rectangle((w * (x + .012), h * (y + .014), w * (x + .108), h * (y + .096)), (70, 82, 94))
        draw.line((w * (x + .06), h * y, w * (x + .06), h * (y + .11)), (226, 230, 232), 4)
    draw.rectangle((w * .46, h * .6, w * .54, h * .8), (40, 62, 90))
    for step in (4, 24):
        speck = grain(rng, size, step).point(lambda v: 214 + v * 41 // 255)
        image = ImageChops.multiply(image, Image.merge("RGB", (speck, speck, speck)))
    return light(image, 30, 200, 255).filter(ImageFilter.GaussianBlur(1.2))


def for_sale(path, scratch):
    """A card in an estate agent's window; the date is in the picture's own data and nowhere else."""
    rng = random.Random(8)
    scene = Image.new("RGB", (1600, 1200), (46, 52, 60))
    draw = ImageDraw.Draw(scene)
    draw.rectangle((0, 0, 1600, 60), (84, 80, 74))
    draw.rectangle((0, 1120, 1600, 1200), (92, 88, 82))
    for x in (-220, 1360):                          # the cards to the left and right
        draw.rectangle((x, 250, x + 460, 960), (206, 208, 206))
        scene.paste(ImageEnhance.Brightness(house((400, 330), rng)).enhance(0.85), (x + 30, 290))
        for line in range(5):
            draw.rectangle((x + 30, 660 + line * 52, x + (420, 380, 410, 300, 350)[line], 684 + line * 52), (128, 132, 134))
    draw.line((0, 205, 1600, 196), (150, 150, 150), 4)

    card = Image.new("RGB", (900, 700), (250, 250, 248))
    draw = ImageDraw.Draw(card)
    draw.rectangle((0, 0, 900, 92), (30, 66, 58))
    draw.text((36, 46), "FOR SALE", "white", font(BOLD, 58), anchor="lm")
    draw.text((864, 46), "Example & Co", "white", font(SANS, 40), anchor="rm")
    card.paste(house((500, 400), rng), (36, 124))
    for number, words in enumerate(("Example Lane", "Anytown", "4 bedrooms", "detached", "garage, garden", "no chain")):
        draw.text((568, 134 + number * 60), words, (24, 24, 24), font(BOLD if number < 2 else SANS, 42))
    draw.text((36, 562), "£385,000", (24, 24, 24), font(BOLD, 76))
    draw.text((864, 620), "020 7946 0155", (24, 24, 24), font(SANS, 44), anchor="rs")
    onto(scene, card, ((352, 232), (338, 958), (1282, 984), (1268, 216)))

    street = Image.new("L", scene.size, 0)          # the street, mirrored in the glass
    draw = ImageDraw.Draw(street)
    draw.polygon(((0, 0), (420, 0), (120, 1200), (0, 1200)), 54)
    draw.polygon(((1120, 0), (1330, 0), (1010, 1200), (820, 1200)), 34)
    draw.ellipse((1380, 60, 1520, 560), 44)
    scene.paste((214, 222, 232), (0, 0), street.filter(ImageFilter.GaussianBlur(26)))
    scene = sensor(light(scene, 160, 190, 255), rng, 1.0)

    jpeg = scratch / "for-sale.jpg"
    scene.save(jpeg, quality=95, exif=exif("2023:01:08 11:05:33", "Example", "Phone 13"))
    one_thread = ("-p", "x265:pools=none", "-p", "x265:frame-threads=1")
    subprocess.run(["heif-enc", "-q", "38", *one_thread, "-o", path, jpeg], check=True, stdout=subprocess.DEVNULL)


# --- the note ------------------------------------------------------------------------------------------------------------

NOTE = ("CMS   0800 171 2345", "press 1, then 3. 40 min wait!", "", "\"he is paying so there is nothing",
        "  we can do\"  - who said it? NAME", "", "- ask for a MANAGER", "- why £81 ??  who agreed it",
        "- house sale - can they stop it", "- need FINAL letter, then ICE", "   (Bootle)", "", "milk, bread, PE kit")


def note_by_the_phone(path):
    """Squared paper and a ball-point pen; no date anywhere."""
    rng = random.Random(21)
    paper = Image.new("RGB", (900, 1150), (244, 242, 232))
    draw = ImageDraw.Draw(paper)
    for step in range(30, 1150, 38):
        draw.line((0, step, 900, step), (205, 216, 226), 2)
        draw.line((step, 0, step, 1150), (214, 222, 230), 1)
    for number, line in enumerate(NOTE):
        layer = Image.new("L", paper.size, 0)
        at = (58 + rng.randrange(-6, 10), 66 + number * 76 + rng.randrange(-5, 6))
        ImageDraw.Draw(layer).text(at, line, 255, font("Pen", 46 if number else 56))
        paper.paste((32, 48, 112), (0, 0), layer.rotate(rng.uniform(-0.5, 1.1), Image.BICUBIC, center=at))
    draw.line((60, 170, 520, 164), (32, 48, 112), 3)
    draw.ellipse((196, 604, 420, 692), outline=(32, 48, 112), width=3)
    paper = light(paper, 200, 214, 255)
    paper.save(path, quality=52, method=6)
