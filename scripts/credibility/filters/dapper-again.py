"""The source's own program on its own settings, over other truths: lines for published-scores-dapper.csv.

    pip install git+https://github.com/nansencenter/DAPPER@ae89b30
    python scripts/credibility/filters/dapper-again.py lorenz96/hoteit2015:45 "EnKF('Sqrt', N=17, infl=1.03)" --seeds 10

A row is named by its set-up and line; `--dko` gives the steps between observations where the row's comment changes
them, `--cycles` fewer observations than the set-up has.
"""

import argparse
import importlib
import time
import types

import numpy as np
from dapper import da_methods
from dapper.tools.seeding import set_seed

parser = argparse.ArgumentParser()
parser.add_argument("row")
parser.add_argument("method")
parser.add_argument("--seed", type=int, default=1)
parser.add_argument("--seeds", type=int, default=4)
parser.add_argument("--dko", type=int)
parser.add_argument("--cycles", type=int)
given = parser.parse_args()


class Scores:
    """Keeps the error and the spread of each analysis after the burn-in, and nothing else of what a method reports."""

    def __init__(self, truth, counts):
        self.truth, self.counts, self.errors, self.spreads = truth, counts, [], []

    def __getattr__(self, name):
        series = types.SimpleNamespace(a={}, f={})
        self.__dict__[name] = series
        return series

    def new_series(self, *_, **__):
        pass

    def write(self, *_, **__):
        pass

    def assess(self, k, ko=None, fais=None, E=None, w=None):
        if ko is None or "a" not in (fais or "a") or not self.counts[ko]:
            return
        w = np.full(len(E), 1 / len(E)) if w is None else w
        mean = w @ E
        variances = (w @ (E - mean) ** 2) / (1 - w @ w)
        self.errors.append(np.sqrt(np.mean((mean - self.truth[k]) ** 2)))
        self.spreads.append(np.sqrt(np.mean(variances)))


def setting(name):
    module = importlib.import_module(f"dapper.mods.{name}")
    HMM = module.HMM.copy()
    if given.dko:
        HMM.tseq.dko = given.dko
    if given.cycles:
        HMM.tseq.Ko = given.cycles - 1
    if name.endswith("mandel2016"):
        # As its comments say; its operator is called without a time.
        cubes = HMM.Obs
        cubes.model = lambda x, *_: x**3
        HMM.Obs = lambda _: cubes
        HMM.Dyn.noise = module.Q(HMM.tseq.dko)
    return HMM


setup = given.row.split(":")[0]
name = ".".join(part[0].upper() + part[1:] if i == 0 else part for i, part in enumerate(setup.split("/")))
for seed in range(given.seed, given.seed + given.seeds):
    HMM = setting(name)
    set_seed(3000 + seed)
    truth, observations = HMM.simulate()
    method = eval(given.method, vars(da_methods))
    method.stats = Scores(truth, HMM.tseq.tto > HMM.tseq.BurnIn)
    began = time.process_time()
    method._assimilate(HMM, truth, observations)
    seconds = time.process_time() - began
    scores = [np.mean(method.stats.errors), np.mean(method.stats.spreads)]
    print(f"{given.row},{seed},{HMM.tseq.Ko + 1},{scores[0]:.4f},{scores[1]:.4f},{seconds:.1f}", flush=True)
