"""What model.json says, and what of it the scorer takes: the rules of io.sisom.network.BundleDescription.

Tests of both sides read the same cases (src/network/src/test/resources/io/sisom/network/descriptions.json), so
that nothing is exported which the scorer then refuses, and both say it in the same words.
"""

import json
import re
import unicodedata

LARGEST_BYTES = 1 << 20
_LARGEST_SIDE = 8192
_LONGEST_LABEL = 100
_LONGEST_TAP = 200
_UNSEEN = ("Cc", "Cf", "Cs", "Zl", "Zp")  # Unicode categories
_COLOURS = {1: "grey", 3: "RGB"}


def describe(*, name, labels, taps, input_shape, penultimate, methods):
    """The description of a bundle; taps are pairs of a name and a width."""
    channels, height, width = input_shape
    offset, placed = 0, []
    for tap, size in taps:
        placed.append({"name": tap, "offset": offset, "width": size})
        offset += size
    return {
        "format": 1,
        "name": name,
        "input": {
            "dtype": "uint8",
            "channels": channels,
            "height": height,
            "width": width,
            "colour": _COLOURS.get(channels, "RGB"),
        },
        "penultimate": penultimate,
        "labels": list(labels),
        "taps": placed,
        "pooling": "mean",
        "methods": methods,
    }


def written(described):
    """The text of model.json."""
    return json.dumps(described, indent=1) + "\n"


def problem(described):
    """Why the scorer would refuse a description, or what a user could not write; None where all is well."""
    shape = [described["input"][side] for side in ("channels", "height", "width")]
    names = [tap["name"] for tap in described["taps"]]
    found = (
        name_problem(described["name"])
        or labels_problem(described["labels"])
        or input_problem(shape)
        or taps_problem(names)
    )
    if found:
        return found
    size = len(written(described).encode("utf-8"))
    if size > LARGEST_BYTES:
        return f"larger than {LARGEST_BYTES} bytes, not a bundle description"
    return None


def name_problem(name):
    if not re.fullmatch(r"[A-Za-z0-9._-]{1,100}", name):
        return f"name must be 1 to 100 of A-Z a-z 0-9 . _ -, is '{_shown(name)}'"
    return None


def labels_problem(labels):
    if len(labels) < 2:
        return (
            f"labels must name at least two classes, not {len(labels)}: of one class every frame is"
            " certain and none is novel; write a head of one output (a sigmoid's) as one of two"
        )
    doubled = _doubled(labels)
    if doubled is not None:
        return f"labels must differ from each other, two are '{_shown(doubled)}'"
    for label in labels:
        found = _text_problem("a label", label, _LONGEST_LABEL)
        if found:
            return found
    return None


def input_problem(shape):
    channels, height, width = shape
    if channels not in _COLOURS:
        return f"input: a frame has 1 or 3 channels, not {channels}"
    if not (1 <= height <= _LARGEST_SIDE and 1 <= width <= _LARGEST_SIDE):
        return f"input: a model's input is 1 to {_LARGEST_SIDE} pixels a side, not {width}x{height}"
    return None


def taps_problem(names):
    if not names:
        return "taps: there are none; a model needs at least one"
    doubled = _doubled(names)
    if doubled is not None:
        return f"taps: two are named {_shown(doubled)}"
    for name in names:
        if re.search(r"[\s,=]", name):  # score.taps and steepness could not name it
            return f"a tap's name must have no space, comma or equals sign, is '{_shown(name)}'"
        found = _text_problem("a tap's name", name, _LONGEST_TAP)
        if found:
            return found
    return None


def _doubled(names):
    """The first that was there before, or None."""
    seen = set()
    return next((name for name in names if name in seen or seen.add(name)), None)


def _text_problem(what, text, longest):
    """Text that people and settings can tell apart by sight."""
    if not text or text != text.strip():
        return f"{what} must begin and end with a character that is seen, is '{_shown(text)}'"
    length = len(text.encode("utf-16-le", "surrogatepass")) // 2  # as Java counts
    if length > longest:
        return f"{what} must have at most {longest} characters, has {length}"
    if text != unicodedata.normalize("NFC", text):
        return f"{what} must be in Unicode's form NFC, is '{_shown(text)}'"
    for character in text:
        if unicodedata.category(character) in _UNSEEN:
            code = f"U+{ord(character):04X}"
            return f"{what} must have no control or invisible character, {code} in '{_shown(text)}'"
    return None


def _shown(text):
    """Without what a terminal would act on, and not endless."""
    shown = "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in text[:100])
    return shown + ("…" if len(text) > 100 else "")
