"""A person's record by hand: doses, covariates and compartments, for reference.py.

Linear systems go by the matrix exponential, others by DOP853 at a relative tolerance of 1e-12; nothing is shared with
the engine. Between two rows the parameters are those of the later one; a lag is that of the dose's own row; what enters
later than its row enters under the row that comes next (NONMEM Users Guide VI).
"""

import numpy as np
from scipy.integrate import solve_ivp
from scipy.linalg import expm

CYCLES = 400


class Course:
    def __init__(self, kind, rows, eta):
        self.kind = kind
        self.rows = rows
        self.eta = eta
        self.y = np.zeros(kind.states)
        self.rates = np.zeros(kind.states)
        self.pending = []
        self.time = None

    def run(self):
        """[(row, y, parameters, time)] of the rows with data."""
        seen = []
        for row in self.rows:
            p = self.kind.parameters(self.eta, row)
            event = int(row.get("EVID", 1 if row.get("AMT", 0) else 0))
            if self.time is None or event in (3, 4):
                self.rest(p, row)
            self.pass_to(p, row["TIME"])
            if event in (1, 4):
                self.dose(row, p)
            if event == 0 and not row.get("MDV", 0):
                seen.append((row, self.y.copy(), p, row["TIME"]))
        return seen

    def rest(self, p, row):
        self.time = row["TIME"]
        self.pending = []
        self.rates[:] = 0
        self.y = np.array(self.kind.start(p), dtype=float)

    def dose(self, row, p):
        ss = int(row.get("SS", 0))
        lag = p.get(f"ALAG{self.compartment(row) + 1}", 0.0)
        if ss:
            kept = self.y.copy() if ss == 2 else None
            self.settle(row, p, lag)
            if kept is not None:
                self.y += kept
        left = int(row.get("ADDL", 0))
        own = p if ss or lag == 0 else None
        self.give(row, row["TIME"] + lag, left, own)
        self.pass_to(p, row["TIME"])

    def compartment(self, row):
        return max(1, int(row.get("CMT", 1))) - 1

    def give(self, row, at, left, own):
        def enter(p):
            p = own or p
            i = self.compartment(row)
            amount = row["AMT"] * p.get(f"F{i + 1}", 1.0)
            if left > 0:
                self.give(row, at + row["II"], left - 1, None)
            rate = row.get("RATE", 0)
            if rate == 0:
                self.y[i] += amount
                return
            duration = p[f"D{i + 1}"] if rate == -2 else amount / (p[f"R{i + 1}"] if rate == -1 else rate)
            self.infuse(i, amount / duration, at + duration)

        self.pending.append((at, len(self.pending), enter))

    def infuse(self, i, rate, until):
        self.rates[i] += rate

        def end(_):
            self.rates[i] -= rate

        self.pending.append((until, -1, end))

    def settle(self, row, p, lag):
        """As after many such doses, one an interval, the last one interval ago."""
        now, interval = self.time, row["II"]
        begin = now - CYCLES * interval
        self.rates[:] = 0
        self.pending = []
        self.time = begin
        self.y = np.array(self.kind.start(p), dtype=float)
        for k in range(CYCLES):
            self.give(row, begin + k * interval + lag, 0, p)
        self.pass_to(p, now)

    def pass_to(self, p, until):
        while True:
            self.pending.sort(key=lambda one: (one[0], one[1]))
            if not self.pending or self.pending[0][0] > until:
                break
            at, _, happen = self.pending.pop(0)
            self.move(p, max(self.time, at))
            happen(p)
        self.move(p, until)

    def move(self, p, until):
        breaks = [t for t in self.kind.breaks(p) if self.time < t < until]
        for stop in [*sorted(breaks), until]:
            if stop > self.time:
                self.y = self.stepped(p, stop)
                self.time = stop

    def stepped(self, p, until):
        kind, span = self.kind, until - self.time
        n = kind.states
        if n == 0:
            return self.y
        if kind.linear:
            matrix = np.zeros((n + 1, n + 1))
            middle = self.time + span / 2
            zero = np.array(kind.rates(middle, np.zeros(n), p))
            for j in range(n):
                unit = np.zeros(n)
                unit[j] = 1
                matrix[:n, j] = np.array(kind.rates(middle, unit, p)) - zero
            matrix[:n, n] = zero + self.rates
            return (expm(matrix * span) @ np.append(self.y, 1.0))[:n]
        # Inside the open interval, so that a switch at its ends is on the side where the interval lies.
        low, high = self.time, until
        inside = lambda t: min(max(t, low + 1e-12 * span), high - 1e-12 * span)
        slope = lambda t, y: np.array(kind.rates(inside(t), y, p)) + self.rates
        scale = max(1e-3, float(np.max(np.abs(self.y))))
        found = solve_ivp(slope, (low, high), self.y, method=kind.solver, rtol=1e-12, atol=1e-13 * scale)
        assert found.success, found.message
        return found.y[:, -1]
