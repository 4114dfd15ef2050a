import { failure } from "@homeostat/engine";
import type { Instant } from "@homeostat/twin";
import { readMoment } from "../fhir/date-time.ts";

const shape = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d)(?::(\d\d))?$/;

/** A local time without zone, taken as UTC for want of better. @throws HS4404 */
export function readLocalTime(text: string, column: string): Instant {
  const parts = shape.exec(text.trim());
  const wrong = () => failure("HS4404", { value: text.slice(0, 40), column }, { path: column });
  if (!parts) throw wrong();
  try {
    return readMoment(`${parts[1]}T${parts[2]}:${parts[3] ?? "00"}Z`, column).instant;
  } catch {
    throw wrong();
  }
}
