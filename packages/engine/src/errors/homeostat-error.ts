/** A rule of the product that input or a computation can break; the registry lists them all. */
export interface ErrorRule {
  /** What is wrong, with `{placeholders}` filled from the details. */
  readonly message: string;
  /** The rule that was broken, in one sentence. */
  readonly rule: string;
  /** What the reader can do about it. */
  readonly cure: string;
  /** The HTTP status an API answers with. */
  readonly status: number;
}

export type ErrorDetails = Readonly<Record<string, string | number | boolean | null>>;

/** Where the error stands: a file, a line, a resource path, a model equation. */
export interface ErrorPlace {
  readonly source?: string;
  readonly line?: number;
  readonly column?: number;
  readonly path?: string;
}

/** Fills `{name}` in a template; a name without a value is left standing, so that the gap is seen. */
function fill(template: string, details: ErrorDetails): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) =>
    name in details ? String(details[name]) : whole,
  );
}

/** The one error class: a code of the registry, where it happened, and how to mend it. */
export class HomeostatError extends Error {
  readonly code: string;
  readonly rule: string;
  readonly cure: string;
  readonly status: number;
  readonly place: ErrorPlace;
  readonly details: ErrorDetails;

  constructor(
    code: string,
    rule: ErrorRule,
    details: ErrorDetails = {},
    place: ErrorPlace = {},
    cause?: unknown,
  ) {
    super(fill(rule.message, details), cause === undefined ? undefined : { cause });
    this.name = "HomeostatError";
    this.code = code;
    this.rule = fill(rule.rule, details);
    this.cure = fill(rule.cure, details);
    this.status = rule.status;
    this.place = place;
    this.details = details;
  }

  toJSON() {
    const { code, message, rule, cure, place, details } = this;
    return { code, message, rule, cure, place, details };
  }
}
