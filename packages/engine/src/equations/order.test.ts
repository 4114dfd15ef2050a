import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { orderByDependency } from "./order.ts";

const someGraph = fc
  .array(fc.array(fc.nat(9), { maxLength: 3 }), { minLength: 1, maxLength: 10 })
  .map((lists) => new Map(lists.map((list, i) => [`v${i}`, list.map((j) => `v${j}`)])));

describe("orderByDependency", () => {
  it("puts each name after what it needs, or gives a true circle", () => {
    fc.assert(
      fc.property(someGraph, (dependencies) => {
        const { order, loop } = orderByDependency(dependencies.keys(), dependencies);
        if (loop) {
          expect(loop[0]).toBe(loop.at(-1));
          loop.slice(1).forEach((name, i) => {
            expect(dependencies.get(loop[i]!)).toContain(name);
          });
          return;
        }
        expect([...order].sort()).toEqual([...dependencies.keys()].sort());
        order.forEach((name, i) => {
          const known = dependencies.get(name)!.filter((need) => dependencies.has(need));
          for (const need of known) expect(order.indexOf(need)).toBeLessThan(i);
        });
      }),
    );
  });

  it("takes only what the wanted names need", () => {
    const dependencies = new Map([
      ["a", ["b"]],
      ["b", []],
      ["c", ["c"]],
    ]);
    expect(orderByDependency(["a"], dependencies).order).toEqual(["b", "a"]);
  });
});
