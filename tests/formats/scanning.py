"""Printed pages as a scanner sees them: askew, with noise and blur."""

from __future__ import annotations

import io

import numpy as np
import pypdfium2
from PIL import Image, ImageFilter

DPI = 150
# Degrees askew, standard deviation of the noise (of 255), radius of the blur in pixels.
NOISE = {"light": (0.3, 12.0, 0.0), "heavy": (-0.8, 30.0, 0.6)}


def scanned(data: bytes, page: int, noise: str) -> Image.Image:
    """A page of a PDF as a picture of 150 dots an inch."""
    degrees, deviation, blur = NOISE[noise]
    shown = pypdfium2.PdfDocument(data)[page].render(scale=DPI / 72).to_pil().convert("L")
    askew = shown.rotate(degrees, fillcolor=255, resample=Image.Resampling.BICUBIC)
    blurred = np.asarray(askew.filter(ImageFilter.GaussianBlur(blur)) if blur else askew, dtype=np.float64)
    noisy = blurred + np.random.default_rng(7 + page).normal(0, deviation, blurred.shape)
    return Image.fromarray(np.clip(noisy, 0, 255).astype(np.uint8))


def saved(image: Image.Image, form: str) -> bytes:
    """The picture as a file; as a PDF it is a page of a picture and no text, as scanners make them."""
    file = io.BytesIO()
    image.save(file, form, resolution=DPI)
    return file.getvalue()
