"""RGB of raw images as OpenCV makes it: encoding, width, height, step, is_bigendian, SHA-256.

Run with OpenCV for Python (opencv-python-headless 5.0.0.93), and for nv24, which it does not know,
ffmpeg 5.1 in the path:  python opencv.py > opencv.txt
"""
import hashlib
import subprocess

import cv2
import numpy as np


def noise(count):
    i = np.arange(count, dtype=np.int64)
    return ((i * i * 31 + i * 7 + (i >> 3) * 13) & 0xFF).astype(np.uint8)


def rows(height, row_bytes, step):
    """The rows without their padding; the last row has none."""
    data = noise(step * (height - 1) + row_bytes)
    padded = np.concatenate([data, np.zeros(step - row_bytes, np.uint8)])
    return np.ascontiguousarray(padded.reshape(height, step)[:, :row_bytes])


def wide(packed, big):
    return packed.view(">u2" if big else "<u2").astype(np.uint16)


def through_png(image):
    """OpenCV's own way from 16 bits to 8."""
    flag = cv2.IMREAD_COLOR if image.ndim == 3 else cv2.IMREAD_GRAYSCALE
    return cv2.imdecode(cv2.imencode(".png", image)[1], flag)


def show(encoding, width, height, step, big, rgb):
    assert rgb.shape == (height, width, 3) and rgb.dtype == np.uint8, rgb.shape
    print(encoding, width, height, step, int(big), hashlib.sha256(rgb.tobytes()).hexdigest())


for width, height in ((10, 8), (11, 7), (640, 480), (3, 3)):
    pad = 6 if width < 640 else 0
    for pattern in ("RGGB", "GRBG", "GBRG", "BGGR"):
        code = getattr(cv2, f"COLOR_Bayer{pattern}2RGB")
        step = width + pad
        name = f"bayer_{pattern.lower()}"
        show(name + "8", width, height, step, 0, cv2.cvtColor(rows(height, width, step), code))
        for big in (0, 1):
            step = 2 * width + pad
            sixteen = wide(rows(height, 2 * width, step), big)
            show(name + "16", width, height, step, big, (cv2.cvtColor(sixteen, code) >> 8).astype(np.uint8))
    step = width + pad
    for big in (0, 1):  # which must not matter for bytes
        gray = rows(height, width, step)
        show("mono8", width, height, step, big, cv2.cvtColor(gray, cv2.COLOR_GRAY2RGB))
        sixteen = wide(rows(height, 2 * width, 2 * width + pad), big)
        gray = through_png(sixteen)
        show("mono16", width, height, 2 * width + pad, big, cv2.cvtColor(gray, cv2.COLOR_GRAY2RGB))
        sixteen = wide(rows(height, 6 * width, 6 * width + pad), big).reshape(height, width, 3)
        bgr = through_png(sixteen)
        show("bgr16", width, height, 6 * width + pad, big, cv2.cvtColor(bgr, cv2.COLOR_BGR2RGB))
    for encoding, channels, code in (
        ("bgr8", 3, cv2.COLOR_BGR2RGB),
        ("8UC3", 3, cv2.COLOR_BGR2RGB),
        ("bgra8", 4, cv2.COLOR_BGRA2RGB),
        ("rgba8", 4, cv2.COLOR_RGBA2RGB),
    ):
        step = channels * width + pad
        image = rows(height, channels * width, step).reshape(height, width, channels)
        show(encoding, width, height, step, 0, cv2.cvtColor(image, code))
    if width % 2 == 0:
        step = 2 * width + pad
        image = rows(height, 2 * width, step).reshape(height, width, 2)
        show("yuv422", width, height, step, 0, cv2.cvtColor(image, cv2.COLOR_YUV2RGB_UYVY))
        show("yuv422_yuy2", width, height, step, 0, cv2.cvtColor(image, cv2.COLOR_YUV2RGB_YUY2))
        step = width + pad
        image = rows(height * 3 // 2, width, step)
        show("nv12", width, height, step, 0, cv2.cvtColor(image, cv2.COLOR_YUV2RGB_NV12))
        show("nv21", width, height, step, 0, cv2.cvtColor(image, cv2.COLOR_YUV2RGB_NV21))

width, height = 16, 8  # in colors that rgb has: how others are clipped is each program's own
out = subprocess.run(
    f"ffmpeg -v error -f rawvideo -pix_fmt nv24 -s {width}x{height} -i - -f rawvideo -pix_fmt rgb24 "
    "-sws_flags accurate_rnd+full_chroma_int+bitexact -".split(),
    input=(96 + noise(3 * width * height) % 64).tobytes(), stdout=subprocess.PIPE, check=True).stdout
print("nv24", width, height, width, 0, out.hex())
