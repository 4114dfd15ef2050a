import { failure } from "../errors/registry.ts";
import type { Prepared } from "./prepare.ts";

/** Parameters of a member, and which of them the model need not fill in by itself. */
export interface GivenParameters {
  readonly p: Float64Array;
  readonly given: Uint8Array;
}

/** What a design fixes of a person; learned parameters and doubts of inputs are marked, and to be set. @throws HS3050 */
export function givenParameters({ design, kernel, learned, model }: Prepared): GivenParameters {
  const p = new Float64Array(kernel.parameters.length);
  const given = new Uint8Array(p.length);
  for (const [name, value] of Object.entries(design.given)) {
    const slot = kernel.parameters.indexOf(name);
    if (slot < 0)
      throw failure("HS3050", { design: design.id, kind: "parameter", name, model: design.model });
    p[slot] = value;
    given[slot] = 1;
  }
  for (const { slot } of learned) given[slot] = 1;
  given.fill(1, model.kernel.parameters.length);
  return { p, given };
}
