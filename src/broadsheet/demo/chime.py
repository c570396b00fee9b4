"""A few seconds of bells for the demo's podcast, made when they are asked for: a WAV file, 8 bits, 8,000 a second."""

import io
import math
import wave
from random import Random

RATE = 8000
NOTE_SECONDS = 0.75
NOTES = 8
LENGTH_SECONDS = round(NOTE_SECONDS * NOTES)
SCALE = (262, 294, 330, 392, 440, 523, 587)  # hertz; five tones and their octave never clash


def ring(name: str) -> bytes:
    """A WAV file of LENGTH_SECONDS seconds; another name is another tune."""
    random = Random(name)  # noqa: S311 - a tune, not a secret
    samples = b"".join(_bell(random.choice(SCALE)) for _ in range(NOTES))
    file = io.BytesIO()
    with wave.open(file, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(1)
        sound.setframerate(RATE)
        sound.writeframes(samples)
    return file.getvalue()


def _bell(hertz: int) -> bytes:
    """One stroke: a tone and a softer one above it, dying away."""
    step = 2 * math.pi * hertz / RATE
    return bytes(
        round(128 + 80 * math.exp(-i / 1800) * (0.7 * math.sin(i * step) + 0.3 * math.sin(i * step * 2.76)))
        for i in range(int(RATE * NOTE_SECONDS))
    )
