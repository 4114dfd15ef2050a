"""A model by hand, and parts that many share."""

import math
from dataclasses import dataclass, field
from typing import Callable

import numpy as np

exp, ln = math.exp, math.log
KINDS = {}


def zeros(states):
    return lambda p: [0.0] * states


@dataclass
class Kind:
    name: str
    omega: np.ndarray
    parameters: Callable
    observe: Callable
    states: int = 0
    rates: Callable = lambda t, y, p: []
    sigma: np.ndarray = field(default_factory=lambda: np.eye(1))
    method: str = "foce-i"
    linear: bool = False
    solver: str = "DOP853"
    start: Callable = None
    breaks: Callable = lambda p: []
    # How a value is drawn where DATA.csv is made: from what is seen, a generator, and the row.
    draw: Callable = None
    people: int = 3
    mixture: Callable = None
    design: str = ""

    def __post_init__(self):
        self.omega = np.array(self.omega, dtype=float)
        if self.omega.ndim == 1:
            self.omega = np.diag(self.omega)
        self.sigma = np.array(self.sigma, dtype=float)
        if self.sigma.ndim == 1:
            self.sigma = np.diag(self.sigma)
        self.start = self.start or zeros(self.states)
        KINDS[self.name] = self


def normal(f, *w):
    return ("normal", f, list(w))


def ll(minus_two_log):
    return ("ll", minus_two_log, None)


# One dose of 100 into compartment 1, levels at these times.
def single(times, cmt=2, dose="0,1,100,1,.", extra="", observed=""):
    rows = [f"{dose}{extra}"] + [f"{t},0,.,{cmt},?{observed}" for t in times]
    return "TIME,EVID,AMT,CMT,DV\n" + "\n".join(rows)


times = [0.5, 1, 2, 4, 8, 12, 24]


def oral(eta, row, more=lambda p: {}):
    p = {"CL": 4 * exp(eta[0]), "V": 50 * exp(eta[1]), "KA": 1.2 * exp(eta[2])}
    return {**p, **more(p)}


def oral_rates(t, y, p):
    return [-p["KA"] * y[0], p["KA"] * y[0] - p["CL"] / p["V"] * y[1]]


