import { HomeostatError } from "@homeostat/engine";

/** What went wrong in words for a person: place, rule, cure. */
export function describeError(error: unknown): string {
  if (error instanceof HomeostatError) {
    const { source, path, line, column } = error.place;
    const where = [
      source,
      path,
      line === undefined ? undefined : `line ${line}${column ? `, column ${column}` : ""}`,
    ]
      .filter((part) => part !== undefined)
      .join(" ");
    const place = where === "" ? "" : `  where: ${where}\n`;
    return `${error.code}: ${error.message}\n${place}  rule:  ${error.rule}\n  cure:  ${error.cure}`;
  }
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

export const wasInterrupted = (error: unknown): boolean =>
  error instanceof HomeostatError && error.code === "HS1313";

export function errorAsJson(error: unknown): unknown {
  if (error instanceof HomeostatError) return { error: error.toJSON() };
  return { error: { message: error instanceof Error ? error.message : String(error) } };
}
