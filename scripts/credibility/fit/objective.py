"""NONMEM's posthoc effects and objectives of a person by hand, with differences for every derivative.

Sources: NONMEM Users Guide VII; Wang 2007, J Pharmacokinet Pharmacodyn 34:575. A row with data is seen as
("normal", f, w): f and what each residual effect is multiplied by, of covariance kind.sigma; or as ("ll", −2 ln likelihood).
"""

import numpy as np
from scipy.optimize import minimize

from course import Course


SIXTH = {1: 45 / 60, 2: -9 / 60, 3: 1 / 60}
SECOND = {1: 1 / 2}


class Person:
    def __init__(self, kind, rows):
        self.kind = kind
        self.rows = rows
        self.typical = None
        groups = []
        data = [r for r in rows if int(r.get("EVID", 1 if r.get("AMT", 0) else 0)) == 0 and not r.get("MDV", 0)]
        for i, row in enumerate(data):
            if groups and "L2" in row and data[groups[-1][-1]]["L2"] == row["L2"]:
                groups[-1].append(i)
            else:
                groups.append([i])
        self.groups = groups
        self.values = np.array([row["DV"] for row in data])

    def seen(self, eta):
        return [self.kind.observe(*one) for one in Course(self.kind, self.rows, eta).run()]

    def parts(self, eta):
        """Of each group: ("ll", [−2 ln L]) or ("normal", f, V), V of a typical person without interaction."""
        seen = self.seen(eta)
        interaction = self.kind.method in ("foce-i", "laplace")
        if not interaction and self.typical is None:
            self.typical = self.seen(np.zeros(len(eta)))
        spread = seen if interaction else self.typical
        parts = []
        for group in self.groups:
            if seen[group[0]][0] == "ll":
                parts.extend(("ll", seen[i][1], None) for i in group)
                continue
            w = np.array([spread[i][2] for i in group])
            parts.append(("normal", np.array([seen[i][1] for i in group]), w @ self.kind.sigma @ w.T))
        return parts

    def grouped_values(self):
        return [self.values[group] for group in self.groups]

    def misfit(self, eta):
        total = float(eta @ np.linalg.solve(self.kind.omega, eta))
        values = iter(self.grouped_values())
        for what, first, second in self.parts(eta):
            if what == "ll":
                total += first
                next(values)
            else:
                r = next(values) - first
                total += np.linalg.slogdet(second)[1] + r @ np.linalg.solve(second, r)
        return total

    def slope(self, function, eta, h=2e-3, weights=SIXTH):
        """Of a vector function, by differences of sixth order: rows are directions."""
        rows = []
        for k in range(len(eta)):
            unit = np.zeros(len(eta))
            unit[k] = h
            rows.append(sum(c * (function(eta + j * unit) - function(eta - j * unit)) for j, c in weights.items()) / h)
        return np.array(rows)

    def gradient(self, eta, weights=SIXTH):
        return self.slope(lambda z: np.array([self.misfit(z)]), eta, 4e-3, weights)[:, 0]

    def hessian(self, eta, weights=SIXTH):
        found = self.slope(lambda x: self.gradient(x, weights), eta, 6e-3, weights)
        return (found + found.T) / 2

    def mode(self):
        n = len(self.kind.omega)
        scale = np.sqrt(np.diag(self.kind.omega))
        found = minimize(lambda z: self.misfit(z * scale), np.zeros(n), method="BFGS", options={"gtol": 1e-4})
        eta = found.x * scale
        for _ in range(6):
            bend = self.hessian(eta, SECOND)
            if np.min(np.linalg.eigvalsh(bend)) <= 0:
                bend = 2 * self.information(eta)
            for _ in range(6):
                step = -np.linalg.solve(bend, self.gradient(eta))
                eta = eta + step
                if np.max(np.abs(step) / scale) < 1e-9:
                    return eta
        raise ArithmeticError(f"no mode: the last step was {step}")

    def information(self, eta):
        """Ω⁻¹ + Σ f′ᵀV⁻¹f′ + ½ tr(V⁻¹V′V⁻¹V′), and ¼ ℓ′ℓ′ᵀ of likelihoods."""
        flat = lambda z: np.concatenate([np.append(np.ravel(one), np.ravel(v)) if v is not None else [one]
                                         for _, one, v in self.parts(z)])
        slopes = self.slope(flat, eta)
        total = np.linalg.inv(self.kind.omega)
        at = 0
        for what, first, second in self.parts(eta):
            if what == "ll":
                total = total + np.outer(slopes[:, at], slopes[:, at]) / 4
                at += 1
                continue
            size = len(first)
            f = slopes[:, at : at + size]
            v = slopes[:, at + size : at + size + size * size].reshape(-1, size, size)
            at += size + size * size
            inverse = np.linalg.inv(second)
            total = total + f @ inverse @ f.T + 0.5 * np.einsum("kij,lji->kl", inverse @ v, inverse @ v)
        return total

    def objective(self, eta):
        log = lambda m: np.linalg.slogdet(m)[1]
        if self.kind.method == "fo":
            return self.first_order()
        laplace = self.kind.method.startswith("laplace")
        bend = self.hessian(eta) / 2 if laplace else self.information(eta)
        return self.misfit(eta) + log(self.kind.omega) + log(bend)

    def first_order(self):
        zero = np.zeros(len(self.kind.omega))
        seen = self.seen(zero)
        f = self.slope(lambda z: np.array([one[1] for one in self.seen(z)]), zero)
        w = np.array([one[2] for one in seen])
        own = np.zeros((len(seen), len(seen)))
        for group in self.groups:
            for i in group:
                for j in group:
                    own[i, j] = w[i] @ self.kind.sigma @ w[j]
        c = f.T @ self.kind.omega @ f + own
        r = self.values - np.array([one[1] for one in seen])
        return np.linalg.slogdet(c)[1] + r @ np.linalg.solve(c, r)
