"""Effects of occasions, covariates that change, laws of effects, and errors of more forms."""

import math

from kind import Kind, exp, ln, normal, oral, oral_rates, single, times

# Effects of occasions, with a block of Ω between people and a block within.
block = [[0.16, 0.05], [0.05, 0.09]]
kappa = [[0.04, 0.01], [0.01, 0.03]]
omega = [[0.0] * 6 for _ in range(6)]
for at, part in ((0, block), (2, kappa), (4, kappa)):
    for i in (0, 1):
        for j in (0, 1):
            omega[at + i][at + j] = part[i][j]


def occasion(eta, row):
    at = 2 if row["OCC"] == 1 else 4
    return {"CL": 4 * exp(eta[0] + eta[at]), "V": 50 * exp(eta[1] + eta[at + 1]), "KA": 1.2}


Kind(
    name="occasions-blocks",
    omega=omega,
    states=2,
    linear=True,
    parameters=occasion,
    rates=oral_rates,
    sigma=[0.03],
    observe=lambda row, y, p, t: normal(y[1] / p["V"], y[1] / p["V"]),
    design="TIME,EVID,AMT,CMT,DV,OCC\n0,1,100,1,.,1\n1,0,.,2,?,1\n5,0,.,2,?,1\n12,0,.,2,?,1\n"
    "24,1,100,1,.,2\n26,0,.,2,?,2\n30,0,.,2,?,2\n40,0,.,2,?,2",
)

# Weight by allometry, renal function that changes between rows.
Kind(
    name="covariates-in-time",
    omega=[0.1, 0.1],
    states=2,
    linear=True,
    parameters=lambda eta, row: {
        "CL": (3 * (row["CRCL"] / 90) ** 0.7 + 1) * (row["WT"] / 70) ** 0.75 * exp(eta[0]),
        "V": 50 * row["WT"] / 70 * exp(eta[1]),
        "KA": 1.2,
    },
    rates=oral_rates,
    sigma=[0.03],
    observe=lambda row, y, p, t: normal(y[1] / p["V"], y[1] / p["V"]),
    design="TIME,EVID,AMT,CMT,DV,WT,CRCL\n0,1,100,1,.,@w,100\n2,0,.,2,?,@w,100\n8,0,.,2,?,@w,60\n12,2,.,2,.,@w,50\n"
    "24,1,80,1,.,@w,40\n27,0,.,2,?,@w,35\n36,0,.,2,?,@w,35",
)


# Effects of Student's law with 4 degrees by its expansion in a normal one, and Box–Cox (Petersson 2009).
def student(x, d=4.0):
    return x * (1 + (x**2 + 1) / (4 * d) + (5 * x**4 + 16 * x**2 + 3) / (96 * d**2)
                + (3 * x**6 + 19 * x**4 + 17 * x**2 - 15) / (384 * d**3))


Kind(
    name="effects-of-other-laws",
    omega=[0.16, 0.09, 0.3],
    states=2,
    linear=True,
    parameters=lambda eta, row: {
        "CL": 4 * exp(student(eta[0])),
        "V": 50 * exp((exp(0.7 * eta[1]) - 1) / 0.7),
        "KA": 0.2 + 2.8 / (1 + (2.8 - 1.0) / 1.0 * exp(-eta[2])),
    },
    rates=oral_rates,
    sigma=[0.03],
    observe=lambda row, y, p, t: normal(y[1] / p["V"], y[1] / p["V"]),
    design=single(times),
)

# Logarithms on both sides: Y = LOG(F + 0.01) + W*EPS(1), W of a proportional and an additive part.
Kind(
    name="log-both-sides",
    omega=[0.16, 0.09, 0.2],
    states=2,
    linear=True,
    parameters=oral,
    rates=oral_rates,
    sigma=[1.0],
    observe=lambda row, y, p, t: normal(
        ln(y[1] / p["V"] + 0.01), math.sqrt(0.15**2 + (0.05 / (y[1] / p["V"] + 0.01)) ** 2)
    ),
    design=single(times),
)

# The residual spread differs between people: W*EXP(ETA).
Kind(
    name="error-with-effect",
    omega=[0.16, 0.09, 0.1],
    states=2,
    linear=True,
    parameters=lambda eta, row: {"CL": 4 * exp(eta[0]), "V": 50 * exp(eta[1]), "KA": 1.2, "W": exp(eta[2])},
    rates=oral_rates,
    sigma=[1.0],
    observe=lambda row, y, p, t: normal(y[1] / p["V"], (0.1 + 0.2 * y[1] / p["V"]) * p["W"]),
    design=single(times),
)
