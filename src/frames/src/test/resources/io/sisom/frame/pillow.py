"""Decodes the pictures whose paths come on standard input, one a line, with Pillow.

For each: a line of JSON {"width", "height"} and the pixels as interleaved RGB, or a line of JSON {"refused"}.
"""
import json
import sys
import warnings

from PIL import Image

warnings.simplefilter("ignore")
Image.MAX_IMAGE_PIXELS = None
out = sys.stdout.buffer
for line in sys.stdin:
    try:
        with Image.open(line.rstrip("\n"), formats=("JPEG", "PNG")) as image:
            image.load()
            # Pillow clips 16 bits to 8 where it should reduce them.
            if image.mode.startswith("I"):
                image = image.convert("I").point(lambda value: value / 256).convert("L")
            rgb = image.convert("RGB")
        answer = {"width": rgb.width, "height": rgb.height}
        pixels = rgb.tobytes()
    except Exception as error:  # whatever Pillow says is its answer
        answer = {"refused": f"{type(error).__name__}: {error}"[:100]}
        pixels = b""
    out.write(json.dumps(answer).encode() + b"\n" + pixels)
    out.flush()
