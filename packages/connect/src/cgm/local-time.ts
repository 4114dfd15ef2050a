import type { Instant } from "@homeostat/twin";
import { failure } from "../errors/registry.ts";
import { readMoment } from "../fhir/date-time.ts";

const shape = /^(\d{4})([-/])(\d\d)\2(\d\d)[ T](\d{1,2}):(\d\d)(?::(\d\d)(?:\.\d+)?)?Z?$/;

/** A local time without zone, taken as UTC for want of better; to the second. @throws HS4404 */
export function readLocalTime(text: string, column: string): Instant {
  const parts = shape.exec(text.trim());
  const wrong = () => failure("HS4404", { value: text.slice(0, 40), column }, { path: column });
  if (!parts) throw wrong();
  try {
    const [, year, , month, day, hour, minute, second = "00"] = parts;
    const time = `${hour!.padStart(2, "0")}:${minute}:${second}`;
    return readMoment(`${year}-${month}-${day}T${time}Z`, column).instant;
  } catch {
    throw wrong();
  }
}
