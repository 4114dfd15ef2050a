/** A rule of the product that input or a computation can break; each room lists its own. */
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

/** The one error class: the code of a rule, where it was broken, and how to mend it. */
export class HomeostatError extends Error {
  readonly code: string;
  /** The rule as its room lists it, with its placeholders. */
  readonly template: ErrorRule;
  readonly rule: string;
  readonly cure: string;
  readonly status: number;
  readonly place: ErrorPlace;
  readonly details: ErrorDetails;

  constructor(
    code: string,
    template: ErrorRule,
    details: ErrorDetails = {},
    place: ErrorPlace = {},
    cause?: unknown,
  ) {
    super(fill(template.message, details), cause === undefined ? undefined : { cause });
    this.name = "HomeostatError";
    this.code = code;
    this.template = template;
    this.rule = fill(template.rule, details);
    this.cure = fill(template.cure, details);
    this.status = template.status;
    this.place = place;
    this.details = details;
  }

  /** The same error, standing where the reader knows the place by. */
  at(place: ErrorPlace): HomeostatError {
    return new HomeostatError(this.code, this.template, this.details, place, this);
  }

  toJSON() {
    const { code, message, rule, cure, place, details } = this;
    return { code, message, rule, cure, place, details };
  }
}
