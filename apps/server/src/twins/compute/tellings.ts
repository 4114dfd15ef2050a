import { type Prepared, tellingWords, type Twin, whatTells } from "@homeostat/twin";
import type { ParameterTelling } from "../../contract/schemas.ts";
import { inquiriesFor } from "../../designs/index.ts";

/** How many ways are told of each parameter. */
const most = 5;

/** What would tell a twin's parameters more closely; empty where its design shows none. */
export function tellingsOf(prepared: Prepared, twin: Twin): readonly ParameterTelling[] {
  const inquiries = inquiriesFor(prepared.design);
  if (inquiries === null) return [];
  return [...whatTells(prepared, twin, inquiries)].map(([name, by]) => ({
    name,
    plain: tellingWords(by),
    by: by.slice(0, most),
  }));
}
