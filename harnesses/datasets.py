"""Data to measure with: the same bytes for the same seed, made once for all tools."""

import os
import random

MIB = 1 << 20
SETS = ("random", "sql", "small", "mixed")


def make(name, folder, scale, seed):
    """Writes the set `name` below `folder`; scale 1 is 2 GB, or 100,000 files."""
    folder.mkdir(parents=True)
    source = random.Random(f"{seed} {name}")
    {"random": noise, "sql": dump, "small": small_files, "mixed": mixed}[name](folder, scale, source)


def noise(folder, scale, source, name="random.bin"):
    with open(folder / name, "wb") as out:
        for _ in range(max(1, int(2048 * scale) // 16)):
            out.write(source.randbytes(16 * MIB))


def dump(folder, scale, source, name="shop.sql"):
    """INSERT statements as pg_dump writes them: much that repeats, some that does not."""
    words = [source.choice("bcdfglmnprst") + source.choice("aeiou") + source.choice("lmnrst") + source.choice("aeiou") for _ in range(3000)]
    with open(folder / name, "w", encoding="ascii", buffering=MIB) as out:
        written, number = 0, 0
        while written < 2048 * MIB * scale:
            lines = []
            for _ in range(2000):
                number += 1
                text = " ".join(source.choices(words, k=9))
                lines.append(f"INSERT INTO orders VALUES ({number}, {source.getrandbits(31)}, '{text}', '2026-{number % 12 + 1:02}-{number % 28 + 1:02}', '{source.getrandbits(128):032x}');\n")
            block = "".join(lines)
            out.write(block)
            written += len(block)


def small_files(folder, scale, source, count=100_000):
    """Files of 14 kB on average, 1.4 GB in all at scale 1: most of a few kB, few larger; half text, half not."""
    words = [bytes(source.choices(b"abcdefghijklmnopqrstuvwxyz", k=source.randrange(2, 9))) for _ in range(500)]
    for number in range(int(count * scale)):
        if number % 200 == 0:
            inner = folder / f"{number // 20_000}" / f"{number // 200}"
            inner.mkdir(parents=True, exist_ok=True)
        size = min(200_000, int(source.expovariate(1 / 14_000)))
        content = source.randbytes(size) if number % 2 else b" ".join(source.choices(words, k=size // 6))
        (inner / f"file{number}").write_bytes(content)


def mixed(folder, scale, source):
    for name, part in (("noise", noise), ("dump", dump)):
        (folder / name).mkdir()
        part(folder / name, scale / 4, source)
    small_files(folder / "files", scale / 4, source)


def change(folder, share, source):
    """Changes `share` of the bytes: a run of bytes here and there in large files, every so many small files whole."""
    step = max(1, int(1 / share))
    number = 0
    for place, names, files in os.walk(folder):
        names.sort()
        for name in sorted(files):
            path, number = os.path.join(place, name), number + 1
            size = os.path.getsize(path)
            if size >= 4 * MIB:
                with open(path, "r+b") as out:
                    for at in range(0, size - MIB, step * MIB):
                        out.seek(at)
                        out.write(source.randbytes(MIB))
            elif number % step == 0:
                with open(path, "ab") as out:
                    out.write(source.randbytes(100))
