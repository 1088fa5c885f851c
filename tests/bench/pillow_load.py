"""Seconds that Pillow takes from an archive's bytes in memory to 28x28 drawings: python3 pillow_load.py FILE"""

import io
import sys
import time
import zipfile

from PIL import Image

with open(sys.argv[1], "rb") as file:
    data = file.read()

start = time.perf_counter()
archive = zipfile.ZipFile(io.BytesIO(data))
drawings = []
for name in archive.namelist():
    if name.endswith(".png"):
        image = Image.open(io.BytesIO(archive.read(name))).convert("L")
        drawings.append(image.resize((28, 28), Image.BICUBIC).tobytes())
print(time.perf_counter() - start)
