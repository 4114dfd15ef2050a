"""Methods, residual effects that rows share, and mixtures."""

from kind import Kind, exp, normal, oral, oral_rates, single, times

for method in ("fo", "foce", "foce-i", "laplace", "laplace-no-interaction"):
    # Y = F + F*EPS(1) + EPS(2), $SIGMA 0.04 0.01, under each method.
    Kind(
        name=f"method-{method}",
        method=method,
        omega=[0.16, 0.09, 0.2],
        states=2,
        linear=True,
        rates=oral_rates,
        parameters=oral,
        sigma=[0.04, 0.01],
        observe=lambda row, y, p, t: normal(y[1] / p["V"], y[1] / p["V"], 1.0),
        design=single(times),
    )

l2_design = "TIME,EVID,AMT,CMT,DV,L2\n0,1,100,1,.,1\n" + "\n".join(
    f"{t},0,.,{cmt},?,{i + 2}" for i, t in enumerate([1, 3, 6, 12, 24]) for cmt in (2, 3)
)


def with_metabolite(t, y, p):
    out = p["CL"] / p["V"] * y[1]
    return [-p["KA"] * y[0], p["KA"] * y[0] - out, 0.6 * out - p["KM"] * y[2]]


def metabolite_parameters(eta, row):
    return {**oral(eta, row), "KM": 0.2 * exp(eta[3])}


for method in ("fo", "foce", "foce-i", "laplace"):
    # A drug and its metabolite at one time, one level-two record: EPS of the two correlated, an additive one beside.
    Kind(
        name=f"l2-{method}",
        method=method,
        omega=[[0.16, 0.05, 0, 0], [0.05, 0.09, 0, 0], [0, 0, 0.2, 0], [0, 0, 0, 0.1]],
        states=3,
        linear=True,
        rates=with_metabolite,
        parameters=metabolite_parameters,
        sigma=[[0.04, 0.02, 0], [0.02, 0.06, 0], [0, 0, 0.002]],
        observe=lambda row, y, p, t: normal(y[1] / p["V"], y[1] / p["V"], 0.0, 1.0)
        if row["CMT"] == 2
        else normal(y[2] / 30, 0.0, y[2] / 30, 0.0),
        design=l2_design,
    )

# Replicates: one sample measured twice shares a sampling error (Karlsson 1995, J Pharmacokinet Biopharm 23:651).
Kind(
    name="l2-replicates",
    omega=[0.16, 0.09, 0.2],
    states=2,
    linear=True,
    rates=oral_rates,
    parameters=oral,
    sigma=[0.03, 0.01, 0.01],
    observe=lambda row, y, p, t: normal(
        y[1] / p["V"],
        y[1] / p["V"],
        y[1] / p["V"] if row["REP"] == 1 else 0.0,
        y[1] / p["V"] if row["REP"] == 2 else 0.0,
    ),
    design="TIME,EVID,AMT,CMT,DV,L2,REP\n0,1,100,1,.,1,0\n"
    + "\n".join(f"{t},0,.,2,?,{i + 2},{r}" for i, t in enumerate([1, 3, 6, 12]) for r in (1, 2)),
)

# One EPS of each kind in one block, on the same row: correlated additive and proportional parts.
Kind(
    name="sigma-block",
    omega=[0.16, 0.09, 0.2],
    states=2,
    linear=True,
    rates=oral_rates,
    parameters=oral,
    sigma=[[0.04, 0.004], [0.004, 0.0025]],
    observe=lambda row, y, p, t: normal(y[1] / p["V"], y[1] / p["V"], 1.0),
    design=single(times),
)


# Poor and rapid metabolisers; who carries GENE is more often a poor one. Each sub-population has its own clearance.
def mixture_parameters(eta, row, number):
    p = oral(eta, row)
    return {**p, "CL": (1.2 if number == 1 else 4.5) * exp(eta[0])}


def mixture_shares(row):
    share = 0.6 if row["GENE"] == 1 else 0.2
    return [share, 1 - share]


for method in ("foce-i", "laplace"):
    Kind(
        name=f"mixture-{method}",
        method=method,
        omega=[0.09, 0.09, 0.2],
        states=2,
        linear=True,
        rates=oral_rates,
        parameters=mixture_parameters,
        sigma=[0.06],
        mixture=mixture_shares,
        people=5,
        observe=lambda row, y, p, t: normal(y[1] / p["V"], y[1] / p["V"]),
        design="TIME,EVID,AMT,CMT,DV,GENE\n0,1,100,1,.,@g\n" + "\n".join(f"{t},0,.,2,?,@g" for t in (1, 6, 18)),
    )


