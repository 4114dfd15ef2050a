"""Structures: absorption, distribution, binding, effects, and what changes with time."""

import math

from kind import Kind, exp, ln, normal, oral, oral_rates, single, times

two_pi = 2 * math.pi


def concentration(row, y, p, t):
    return normal(y[1] / p["V"], y[1] / p["V"])


def one_level(states, rates, parameters, omega, name, **more):
    Kind(
        name=name,
        omega=omega,
        states=states,
        rates=rates,
        parameters=parameters,
        **{"sigma": [0.04], "observe": concentration, "design": single(times), **more},
    )


# A depot and two transit compartments before the blood.
one_level(
    name="transit-chain",
    states=4,
    linear=True,
    omega=[0.16, 0.09, 0.1],
    parameters=lambda eta, row: {"CL": 4 * exp(eta[0]), "V": 50 * exp(eta[1]), "K": 4 / (2 * exp(eta[2]))},
    rates=lambda t, y, p: [
        -p["K"] * y[0],
        p["K"] * y[3] - p["CL"] / p["V"] * y[1],
        p["K"] * (y[0] - y[2]),
        p["K"] * (y[2] - y[3]),
    ],
)


# Savic's analytical transit input (2007, J Pharmacokinet Pharmacodyn 34:711), the dose itself turned off (F1 = 0).
def savic_rates(t, y, p):
    x = p["KTR"] * t
    into = 0.0 if x <= 0 else 100 * p["KTR"] * exp(p["N"] * ln(x) - x - math.lgamma(p["N"] + 1))
    return [into - p["KA"] * y[0], p["KA"] * y[0] - p["CL"] / p["V"] * y[1]]


one_level(
    name="transit-savic",
    states=2,
    omega=[0.16, 0.09, 0.1, 0.05],
    parameters=lambda eta, row: {
        "CL": 4 * exp(eta[0]), "V": 50 * exp(eta[1]), "KA": 1.5, "F1": 0.0,
        "N": 4 * exp(eta[3]), "KTR": (4 * exp(eta[3]) + 1) / (1.5 * exp(eta[2])),
    },
    rates=savic_rates,
)


# An effect compartment with a sigmoid effect; the first level is at rest, before the dose.
def sigmoid(row, y, p, t):
    if row["DVID"] == 1:
        return normal(y[1] / p["V"], y[1] / p["V"], 0.0)
    e = y[2] ** p["H"] if y[2] > 0 else 0.0
    return normal(p["E0"] + p["EMAX"] * e / (p["EC50"] ** p["H"] + e), 0.0, 1.0)


Kind(
    name="effect-compartment",
    omega=[0.1, 0.1, 0.04, 0.2, 0.1],
    states=3,
    linear=True,
    parameters=lambda eta, row: {
        "CL": 4 * exp(eta[0]), "V": 50.0, "KA": 1.2, "KE0": 0.3 * exp(eta[1]), "E0": 10 * exp(eta[2]),
        "EMAX": 30.0, "EC50": 0.8 * exp(eta[3]), "H": 2.2 * exp(eta[4]),
    },
    rates=lambda t, y, p: [*oral_rates(t, y, p), p["KE0"] * (y[1] / p["V"] - y[2])],
    sigma=[0.03, 1.0],
    observe=sigmoid,
    design="TIME,EVID,AMT,CMT,DV,DVID\n0,0,.,3,?,2\n0,1,100,1,.,0\n"
    + "\n".join(f"{t},0,.,{c},?,{c - 1}" for t in (1, 3, 8, 16, 30) for c in (2, 3)),
)

# Indirect responses (Dayneka 1993): production or loss, inhibited or stimulated.
responses = {
    1: lambda p, c: (p["KIN"] * (1 - c / (p["C50"] + c)), p["KOUT"]),
    2: lambda p, c: (p["KIN"], p["KOUT"] * (1 - c / (p["C50"] + c))),
    3: lambda p, c: (p["KIN"] * (1 + 2 * c / (p["C50"] + c)), p["KOUT"]),
    4: lambda p, c: (p["KIN"], p["KOUT"] * (1 + 2 * c / (p["C50"] + c))),
}


def response_kind(number, both):
    def rates(t, y, p):
        into, out = both(p, y[1] / p["V"])
        return [*oral_rates(t, y, p), into - out * y[2]]

    Kind(
        name=f"indirect-response-{number}",
        omega=[0.1, 0.3, 0.04, 0.1],
        states=3,
        rates=rates,
        parameters=lambda eta, row: {
            "CL": 4 * exp(eta[0]), "V": 50.0, "KA": 1.2, "C50": 0.7 * exp(eta[1]),
            "KIN": 80 * exp(eta[2]) * 0.15 * exp(eta[3]), "KOUT": 0.15 * exp(eta[3]), "BASE": 80 * exp(eta[2]),
        },
        start=lambda p: [0.0, 0.0, p["BASE"]],
        sigma=[0.03, 16.0],
        observe=lambda row, y, p, t: normal(y[1] / p["V"], y[1] / p["V"], 0.0)
        if row["DVID"] == 1
        else normal(y[2], 0.0, 1.0),
        design="TIME,EVID,AMT,CMT,DV,DVID\n0,0,.,3,?,2\n0,1,100,1,.,0\n2,0,.,2,?,1\n"
        + "\n".join(f"{t},0,.,3,?,2" for t in (2, 5, 10, 18, 30, 48)),
    )


for number, both in responses.items():
    response_kind(number, both)


# Target-mediated disposition (Mager & Jusko 2001): drug, target and complex; and quasi-steady state (Gibiansky 2008).
def tmdd_parameters(eta, row):
    return {
        "CL": 0.3 * exp(eta[0]), "V": 3 * exp(eta[1]), "KON": 0.5, "KOFF": 0.05, "KINT": 0.04,
        "KDEG": 0.1, "KSYN": 0.1 * 5 * exp(eta[2]),
    }


def tmdd(t, y, p):
    binding = p["KON"] * y[0] / p["V"] * y[1] - p["KOFF"] * y[2]
    return [-p["CL"] / p["V"] * y[0] - binding * p["V"], p["KSYN"] - p["KDEG"] * y[1] - binding, binding - p["KINT"] * y[2]]


def quasi_free(y, p):
    kss = (p["KOFF"] + p["KINT"]) / p["KON"]
    rest = y[0] / p["V"] - y[1] - kss
    return (rest + math.sqrt(rest**2 + 4 * kss * y[0] / p["V"])) / 2, kss


def tmdd_qss(t, y, p):
    c, kss = quasi_free(y, p)
    bound = y[1] * c / (kss + c)
    return [-p["CL"] * c - p["KINT"] * bound * p["V"], p["KSYN"] - p["KDEG"] * y[1] - (p["KINT"] - p["KDEG"]) * bound]


tmdd_design = "TIME,EVID,AMT,CMT,DV\n0,1,100,1,.\n" + "\n".join(f"{t},0,.,1,?" for t in (0.5, 2, 8, 24, 48, 96, 168))
Kind(
    name="tmdd-full",
    omega=[0.1, 0.1, 0.2],
    states=3,
    solver="LSODA",
    rates=tmdd,
    parameters=tmdd_parameters,
    start=lambda p: [0.0, p["KSYN"] / p["KDEG"], 0.0],
    sigma=[0.03, 0.0004],
    people=2,
    observe=lambda row, y, p, t: normal(y[0] / p["V"], y[0] / p["V"], 1.0),
    design=tmdd_design,
)
Kind(
    name="tmdd-quasi-steady",
    omega=[0.1, 0.1, 0.2],
    states=2,
    rates=tmdd_qss,
    parameters=tmdd_parameters,
    start=lambda p: [0.0, p["KSYN"] / p["KDEG"]],
    sigma=[0.03, 0.0004],
    people=2,
    observe=lambda row, y, p, t: normal(quasi_free(y, p)[0], quasi_free(y, p)[0], 1.0),
    design=tmdd_design,
)


# Bile is stored and let out between two times (MTIME), which differ between people.
def bile_rates(t, y, p):
    out = 2.0 if p["M1"] <= t < p["M2"] else 0.0
    return [
        -p["KA"] * y[0] + out * y[2],
        p["KA"] * y[0] - (p["CL"] + p["CLB"]) / p["V"] * y[1],
        p["CLB"] / p["V"] * y[1] - out * y[2],
    ]


one_level(
    name="enterohepatic-switches",
    states=3,
    linear=True,
    omega=[0.16, 0.2, 0.02],
    parameters=lambda eta, row: {
        "CL": 2 * exp(eta[0]), "CLB": 3 * exp(eta[1]), "V": 50.0, "KA": 1.2,
        "M1": 6 * exp(eta[2]), "M2": 6 * exp(eta[2]) + 1.5,
    },
    rates=bile_rates,
    breaks=lambda p: [p["M1"], p["M2"]],
    design=single([1, 3, 5, 7, 8.5, 10.5, 13, 24]),
)

# Production that follows the clock.
Kind(
    name="circadian-input",
    omega=[0.05, 0.1, 0.1],
    states=1,
    parameters=lambda eta, row: {"BASE": 12 * exp(eta[0]), "AMP": 0.5 * exp(eta[1]), "PEAK": 8 + 24 * eta[2] / two_pi, "KOUT": 0.6},
    rates=lambda t, y, p: [p["KOUT"] * (p["BASE"] * (1 + p["AMP"] * math.cos(two_pi * (t - p["PEAK"]) / 24)) - y[0])],
    start=lambda p: [p["BASE"]],
    sigma=[0.8],
    observe=lambda row, y, p, t: normal(y[0], 1.0),
    design="TIME,DV\n" + "\n".join(f"{t},?" for t in (0, 3, 6, 9, 12, 15, 18, 24, 33, 41)),
)
