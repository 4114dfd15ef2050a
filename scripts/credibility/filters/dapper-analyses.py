"""Single analyses of the source's own program: writes packages/engine/src/infer/filter/test/reference-analyses.ts.

    pip install git+https://github.com/nansencenter/DAPPER@ae89b30
    python scripts/credibility/filters/dapper-analyses.py
"""

import functools
import types
from pathlib import Path

import numpy as np
from dapper import da_methods
from dapper.da_methods import ensemble
from dapper.tools.localization import nd_Id_localization
from dapper.tools.randvars import GaussRV
from dapper.tools.seeding import set_seed

NUMBERS, OBSERVED, VARIANCE, MEMBERS = 8, np.arange(0, 8, 2), 0.5, 5
METHODS = {
    "square root": "EnKF('Sqrt', N=5, infl=1.02)",
    "half gain": "EnKF('DEnKF', N=5, infl=1.02)",
    "serial square root": "EnKF('Serial mono', N=5, infl=1.02)",
    "tapered serial square root": "SL_EAKF(N=5, infl=1.02, loc_rad=1.5, ordr='mono')",
    "local square root": "LETKF(N=5, infl=1.02, loc_rad=1.5)",
    "finite size": "EnKF_N(N=5, dual=True)",
}

# Its usual 1e-4 of the finite-size factor is too coarse to compare with.
ensemble.Newton_m = functools.partial(ensemble.Newton_m, xtol=1e-13, ytol=1e-13)
set_seed(7)
members = np.random.default_rng(7).standard_normal((MEMBERS, NUMBERS)).cumsum(axis=1)
values = members[0, OBSERVED] + np.random.default_rng(8).standard_normal(len(OBSERVED))


class Observing:
    noise = GaussRV(C=VARIANCE, M=len(OBSERVED))
    localizer = staticmethod(nd_Id_localization((NUMBERS,), (2,), OBSERVED))

    def __call__(self, states):
        return states[..., OBSERVED]


class Standing:
    noise = types.SimpleNamespace(C=0)

    def __call__(self, states, *_):
        return states


class Keeping:
    """Keeps the last ensemble that a method reports, and nothing else."""

    def __getattr__(self, name):
        series = types.SimpleNamespace(a={}, f={})
        self.__dict__[name] = series
        return series

    def new_series(self, *_, **__):
        pass

    def write(self, *_, **__):
        pass

    def assess(self, *_, E=None, **__):
        self.last = E


setting = types.SimpleNamespace(
    X0=types.SimpleNamespace(sample=lambda _: members.copy()),
    Dyn=Standing(),
    Obs=lambda *_: Observing(),
    tseq=types.SimpleNamespace(ticker=[(1, 0, 1.0, 1.0)], Ko=0),
)


def analysed(method):
    method = eval(method, vars(da_methods))
    method.stats = Keeping()
    method._assimilate(setting, None, [values])
    return method.stats.last


def rows(matrix):
    return ",\n".join("    [" + ", ".join(repr(float(x)) for x in row) + "]" for row in matrix)


lines = [
    "/** Single analyses by an independent program; `scripts/credibility/filters/dapper-analyses.py` writes this file. */",
    "",
    f"export const variance = {VARIANCE};",
    f"export const observed = [{', '.join(map(str, OBSERVED))}];",
    f"export const values = [{', '.join(repr(float(v)) for v in values)}];",
    f"export const prior = [\n{rows(members)},\n];",
    "export const posteriors = {",
]
for name, method in METHODS.items():
    lines.append(f"  // {method}")
    lines.append(f'  "{name}": [\n{rows(analysed(method))},\n  ],')
lines.append("};")
where = Path(__file__).parents[3] / "packages/engine/src/infer/filter/test/reference-analyses.ts"
where.write_text("\n".join(lines) + "\n")
