"""Counts, categories, events, and values below a limit."""

import math

from scipy.special import gammaln, log_ndtr, ndtr

from kind import Kind, exp, ll, ln, normal, oral, oral_rates

# Counts: Poisson, the mean falls with the concentration of a drug at steady intake.
def count_parameters(eta, row):
    return {"BASE": 8 * exp(eta[0]), "EC50": 2 * exp(eta[1]), "C": row["CONC"]}


def count_mean(p):
    return p["BASE"] * (1 - p["C"] / (p["C"] + p["EC50"]))


def poisson(row, y, p, t):
    mean = count_mean(p)
    return ll(2 * mean - 2 * row["DV"] * ln(mean) + 2 * gammaln(row["DV"] + 1))


for method in ("laplace", "foce"):
    Kind(
        name=f"counts-{method}",
        method=method,
        omega=[0.2, 0.3],
        parameters=count_parameters,
        observe=poisson,
        draw=lambda kind, row, y, p, t, rng: rng.poisson(count_mean(p)),
        design="TIME,DV,CONC\n" + "\n".join(f"{i},?,{c}" for i, c in enumerate([0, 0, 0.5, 1, 2, 4, 8, 8])),
    )


# Ordered categories 0, 1, 2 by cumulative logits.
def ordered_chances(p):
    at = lambda b: 1 / (1 + exp(-(b + p["EFFECT"])))
    p1, p2 = at(p["B1"]), at(p["B1"] - 1.5)
    return [1 - p1, p1 - p2, p2]


def ordered_parameters(eta, row):
    return {"B1": 0.5 + eta[0], "EFFECT": -0.4 * exp(eta[1]) * row["DOSE"]}


Kind(
    name="ordered-categories",
    method="laplace",
    omega=[1.0, 0.2],
    parameters=ordered_parameters,
    observe=lambda row, y, p, t: ll(-2 * ln(ordered_chances(p)[int(row["DV"])])),
    draw=lambda kind, row, y, p, t, rng: rng.choice(3, p=ordered_chances(p)),
    design="TIME,DV,DOSE\n" + "\n".join(f"{i},?,{d}" for i, d in enumerate([0, 0, 1, 1, 2, 2, 3, 3, 0, 1])),
)


# Time to event: the hazard falls with the concentration; its integral is a compartment.
def hazard(y, p):
    return p["HAZ"] * exp(-p["SLOPE"] * y[1] / p["V"])


def event_rates(t, y, p):
    return [*oral_rates(t, y[:2], p), hazard(y, p)]


def event_parameters(eta, row):
    return {"KA": 1.2, "V": 50.0, "CL": 4 * exp(eta[0]), "SLOPE": 0.8, "HAZ": 0.05 * exp(eta[1])}


Kind(
    name="time-to-event",
    method="laplace",
    omega=[0.16, 0.3],
    states=3,
    rates=event_rates,
    parameters=event_parameters,
    sigma=[0.04],
    observe=lambda row, y, p, t: normal(y[1] / p["V"], y[1] / p["V"])
    if row["DVID"] == 1
    else ll(2 * y[2] - 2 * ln(hazard(y, p)) * row["DV"]),
    draw=lambda kind, row, y, p, t, rng: (y[1] / p["V"]) * (1 + 0.2 * rng.standard_normal())
    if row["DVID"] == 1
    else row["DV"],
    design="TIME,EVID,AMT,CMT,DV,DVID\n0,1,100,1,.,0\n2,0,.,2,?,1\n8,0,.,2,?,1\n@t,0,.,3,@e,2",
)


# Values below 0.4: M3 by its likelihood in code, and M4 (positive values only).
def m3(row, y, p, t):
    f = y[1] / p["V"]
    w = math.sqrt((0.2 * f) ** 2 + 0.15**2)
    if row["BLQ"] == 1:
        return ll(-2 * log_ndtr((0.4 - f) / w))
    return normal(f, f, 1.0)


def m4(row, y, p, t):
    f = y[1] / p["V"]
    w = math.sqrt((0.2 * f) ** 2 + 0.15**2)
    above = ndtr(f / w)
    if row["BLQ"] == 1:
        return ll(-2 * ln((ndtr((0.4 - f) / w) - ndtr(-f / w)) / above))
    return ll(ln(2 * math.pi) + 2 * ln(w) + ((row["DV"] - f) / w) ** 2 + 2 * ln(above))


def draw_m3(kind, row, y, p, t, rng):
    f = y[1] / p["V"]
    return f + math.sqrt((0.2 * f) ** 2 + 0.15**2) * rng.standard_normal()


for name, method, see in (("m3", "laplace", m3), ("m3-no-interaction", "laplace-no-interaction", m3), ("m4", "laplace", m4)):
    Kind(
        name=f"limit-{name}",
        method=method,
        omega=[0.16, 0.09, 0.2],
        states=2,
        linear=True,
        rates=oral_rates,
        parameters=oral,
        sigma=[0.04, 0.0225],
        observe=see,
        draw=draw_m3,
        design="TIME,EVID,AMT,CMT,DV,BLQ\n0,1,100,1,.,0\n" + "\n".join(f"{t},0,.,2,?,@b" for t in (1, 3, 8, 16, 24, 30)),
    )
