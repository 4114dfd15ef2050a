import type { Code } from "@homeostat/twin";
import { failure } from "../errors/registry.ts";

/** Reads `system|code,system|code`. @throws HS5101 */
export function parseCodes(text: string): readonly Code[] {
  return text.split(",").map((item) => {
    const bar = item.lastIndexOf("|");
    if (bar <= 0 || bar === item.length - 1)
      throw failure("HS5101", { problem: `'${item}' is not system|code` }, { path: "codes" });
    return { system: item.slice(0, bar), code: item.slice(bar + 1) };
  });
}
