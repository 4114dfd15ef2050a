import type { Instant } from "@homeostat/twin";
import { mapResource } from "../fhir/map-resource.ts";
import { type RecordIndexBuilder, referredTypes } from "../fhir/record-index.ts";
import type { RecordIndex } from "../fhir/reference.ts";
import { asResource } from "../fhir/resource.ts";
import type { Surroundings } from "../fhir/surroundings.ts";
import { counted, type Intake } from "../intake/intake.ts";
import { attempt, refusal } from "../intake/refusal.ts";
import { isObject } from "../json/json.ts";
import type { Limits } from "./limits.ts";
import { type Opened, type ParsedRecord, parseRecord, type RawRecord, rawRecords } from "./records.ts";
import type { ByteSource } from "./source.ts";

const marks = referredTypes.map((type) => Buffer.from(`"${type}"`));

/** Parsing is what costs: only records that name a type to be noted are parsed in the first pass. */
const mayBeReferredTo = ({ bytes }: RawRecord): boolean =>
  bytes !== null && marks.some((mark) => bytes.includes(mark));

function around(parsed: ParsedRecord, file: string, now: Instant): Omit<Surroundings, "index"> {
  const { line } = parsed;
  const fullUrl = "value" in parsed ? parsed.fullUrl : undefined;
  return {
    now,
    file,
    ...(line === undefined ? {} : { line }),
    ...(fullUrl === undefined ? {} : { fullUrl }),
  };
}

function note(parsed: ParsedRecord, file: string, now: Instant, index: RecordIndexBuilder): void {
  if (!("value" in parsed) || !isObject(parsed.value)) return;
  if (!referredTypes.includes(String(parsed.value.resourceType))) return;
  const resource = parsed.value;
  // A record that is refused here is refused again, and reported, in the second pass.
  attempt(() => index.note(asResource(resource), around(parsed, file, now)));
}

/** First pass: who and what other records may refer to, wherever it stands. */
export async function indexFhir(
  source: ByteSource,
  bytes: Opened,
  index: RecordIndexBuilder,
  now: Instant,
  limits: Limits,
): Promise<void> {
  for await (const record of rawRecords(source, bytes, limits))
    if (mayBeReferredTo(record))
      for (const parsed of parseRecord(record)) note(parsed, source.name, now, index);
}

function taken(parsed: ParsedRecord, file: string, now: Instant, index: RecordIndex): readonly Intake[] {
  if ("value" in parsed) return counted(mapResource(parsed.value, { ...around(parsed, file, now), index }));
  const place = { source: file, ...(parsed.line === undefined ? {} : { line: parsed.line }) };
  return counted({ type: "(unread)", outcome: "refused", items: [refusal(parsed.error, place)] });
}

/** Second pass: every record, mapped. */
export async function* readFhir(
  source: ByteSource,
  bytes: Opened,
  index: RecordIndex,
  now: Instant,
  limits: Limits,
): AsyncGenerator<readonly Intake[]> {
  for await (const record of rawRecords(source, bytes, limits))
    for (const parsed of parseRecord(record)) yield taken(parsed, source.name, now, index);
}
