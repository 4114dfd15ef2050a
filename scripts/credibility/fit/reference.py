"""Writes the reference numbers of docs/credibility/fit/kinds: effects and objective of each person, by a program of its own.

    python scripts/credibility/fit/reference.py [NAME …]           expected.json of each kind
    python scripts/credibility/fit/reference.py --data [NAME …]    DATA.csv too, drawn anew from the model

Needs NumPy and SciPy.
"""

import json
import os
import sys
import zlib
from pathlib import Path

# Matrices of a few rows: threads only get in each other's way.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
import numpy as np

from course import Course
from kinds import KINDS
from objective import Person

FOLDER = Path(__file__).resolve().parents[3] / "docs/credibility/fit/kinds"


def cells(line, names):
    return {name: 0.0 if cell in (".", "") else float(cell) for name, cell in zip(names, line.split(","))}


def read(path):
    header, *lines = path.read_text().strip().split("\n")
    names = header.split(",")
    people = {}
    for line in lines:
        row = cells(line, names)
        row.setdefault("TIME", 0.0)
        people.setdefault(int(row["ID"]), []).append(row)
    return people


class OfNumber:
    """A kind as one of its sub-populations."""

    def __init__(self, kind, number):
        self.__dict__.update(kind.__dict__)
        self.parameters = lambda eta, row: kind.parameters(eta, row, number)


def draw(kind, path):
    rng = np.random.default_rng(zlib.crc32(kind.name.encode()))
    header, *lines = kind.design.strip().split("\n")
    names = header.split(",")
    out = ["ID," + header]
    factor = np.linalg.cholesky(kind.omega)
    for person in range(1, kind.people + 1):
        texts = [
            line.replace("@g", str(person % 2))
            .replace("@t", str([15, 30, 22][person % 3]))
            .replace("@e", str([1, 0, 1][person % 3]))
            .replace("@w", str(50 + 10 * person))
            .split(",")
            for line in lines
        ]
        eta = factor @ rng.standard_normal(len(kind.omega))
        own = OfNumber(kind, 1 + person % 2) if kind.mixture else kind
        noise = np.linalg.cholesky(kind.sigma) if kind.sigma.size else None
        epsilon, group = None, None
        rows = [cells(",".join("." if "@" in c or c == "?" else c for c in text), names) for text in texts]
        for i, row in enumerate(rows):
            row.setdefault("TIME", float(i))
        course = iter(Course(own, rows, eta).run())
        for text, row in zip(texts, rows):
            if int(row.get("EVID", 1 if row.get("AMT", 0) else 0)) != 0 or row.get("MDV", 0):
                continue
            _, y, p, t = next(course)
            if "?" not in text:
                continue
            if kind.draw:
                value = float(kind.draw(kind, row, y, p, t, rng))
            else:
                _, f, w = own.observe(row, y, p, t)
                if epsilon is None or "L2" not in row or row["L2"] != group:
                    epsilon, group = noise @ rng.standard_normal(len(kind.sigma)), row.get("L2")
                value = f + float(np.dot(w, epsilon))
            below = value < 0.4
            text[text.index("?")] = f"{value:.5g}"
            if "@b" in text:
                text[text.index("@b")] = "1" if below else "0"
        out += [f"{person}," + ",".join("0" if c == "@b" else c for c in text) for text in texts]
    path.write_text("\n".join(out) + "\n")


def fitted(kind, rows):
    person = Person(kind, rows)
    eta = person.mode()
    return eta, person.objective(eta)


def answer(kind, rows):
    if not kind.mixture:
        eta, objective = fitted(kind, rows)
        return {"eta": list(eta), "objective": objective}
    shares = kind.mixture(rows[0])
    fits = [fitted(OfNumber(kind, k + 1), rows) for k in range(len(shares))]
    logs = np.array([np.log(share) - objective / 2 for share, (_, objective) in zip(shares, fits)])
    best = int(np.argmax(logs))
    most = logs.max()
    return {
        "eta": list(fits[best][0]),
        "objective": -2 * (most + float(np.log(np.sum(np.exp(logs - most))))),
        "estimated": best + 1,
        "probabilities": list(np.exp(logs - most) / np.sum(np.exp(logs - most))),
    }


def main(arguments):
    anew = "--data" in arguments
    names = [one for one in arguments if not one.startswith("--")] or list(KINDS)
    for name in names:
        kind, folder = KINDS[name], FOLDER / name
        folder.mkdir(parents=True, exist_ok=True)
        data = folder / "DATA.csv"
        if anew:
            draw(kind, data)
        people = [{"id": i, **answer(kind, rows)} for i, rows in read(data).items()]
        (folder / "expected.json").write_text(json.dumps(people, indent=1) + "\n")
        print(name, [f"{p['objective']:.6f}" for p in people], flush=True)


main(sys.argv[1:])
