import { type Static, Type } from "typebox";

/** Shapes of the HTTP API, written once: the server validates with them, OpenAPI is made of them, the page reads their types. */

const Instant = Type.Integer({ description: "Milliseconds since 1970-01-01T00:00Z" });
const Nullable = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) =>
  Type.Union([schema, Type.Null()]);

export const Coding = Type.Object({ system: Type.String(), code: Type.String() });

export const Clock = Type.Object({
  now: Instant,
  /** Simulated seconds per real second; the clock runs slower when the machine cannot keep up. */
  speed: Type.Number({ minimum: 1, maximum: 3600 }),
  paused: Type.Boolean(),
  /** Present while the clinic catches up with a jump or writes its first days. */
  catchingUp: Nullable(
    Type.Object({ done: Type.Number(), total: Type.Number(), etaSeconds: Nullable(Type.Number()) }),
  ),
  /** What the machine reaches, where it falls behind the speed that is asked for. */
  actualSpeed: Type.Optional(Type.Number()),
});

export const ClockChange = Type.Object(
  {
    speed: Type.Optional(Type.Number({ minimum: 1, maximum: 3600 })),
    paused: Type.Optional(Type.Boolean()),
    /** Advance the clinic by this many simulated minutes as fast as the machine allows. */
    jumpMinutes: Type.Optional(Type.Integer({ minimum: 1, maximum: 14 * 24 * 60 })),
  },
  { additionalProperties: false },
);

export const Attention = Type.Object({
  level: Type.Union([
    Type.Literal("now"),
    Type.Literal("watch"),
    Type.Literal("steady"),
    Type.Literal("none"),
  ]),
  /** Orders people within a level; higher first. */
  score: Type.Number(),
  /** In plain words: "low in about 25 min (82 %)". */
  headline: Type.String(),
  why: Type.Array(Type.String()),
});

export const PatientRow = Type.Object({
  id: Type.String(),
  name: Type.String(),
  sex: Type.Union([
    Type.Literal("female"),
    Type.Literal("male"),
    Type.Literal("other"),
    Type.Literal("unknown"),
  ]),
  ageYears: Nullable(Type.Number()),
  origin: Type.Union([Type.Literal("virtual"), Type.Literal("imported")]),
  problems: Type.Array(Type.String()),
  attention: Attention,
  /** True while the log has gone on without the twin, which is built in the background or when the person is opened. */
  twinWaits: Type.Optional(Type.Boolean()),
  latest: Nullable(
    Type.Object({ value: Type.Number(), unit: Type.String(), at: Instant, perHour: Nullable(Type.Number()) }),
  ),
  /** The last three hours, for the sparkline, then the forecast medians of the next hour. */
  spark: Type.Array(Type.Tuple([Instant, Type.Number()])),
  sparkForecast: Type.Array(Type.Tuple([Instant, Type.Number()])),
});

export const ContextItem = Type.Object({
  kind: Type.Union([
    Type.Literal("problem"),
    Type.Literal("medication"),
    Type.Literal("allergy"),
    Type.Literal("encounter"),
    Type.Literal("procedure"),
    Type.Literal("immunisation"),
    Type.Literal("report"),
    Type.Literal("plan"),
    Type.Literal("imaging"),
    Type.Literal("note"),
    Type.Literal("other"),
  ]),
  title: Type.String(),
  code: Nullable(Coding),
  status: Nullable(Type.String()),
  start: Nullable(Instant),
  end: Nullable(Instant),
  detail: Nullable(Type.String()),
  source: Type.String(),
});

export const LearnedParameter = Type.Object({
  name: Type.String(),
  is: Type.String(),
  unit: Type.String(),
  median: Type.Number(),
  low80: Type.Number(),
  high80: Type.Number(),
  priorMedian: Type.Number(),
  priorLow80: Type.Number(),
  priorHigh80: Type.Number(),
  /** False where data like this person's do not tell it: the prior is shown. Absent in cards stored before it was told. */
  informed: Type.Optional(Type.Boolean()),
  /** Only for virtual people: the value that made the data. */
  truth: Nullable(Type.Number()),
});

/** What would tell a learned parameter more closely, by the model's own sensitivities around what is believed of the person. */
export const ParameterTelling = Type.Object({
  name: Type.String(),
  /** In plain words: what to measure or do, and how much it would tell; or that nothing that was tried would. */
  plain: Type.String(),
  /** The most telling first. */
  by: Type.Array(
    Type.Object({
      /** "an ordinary meal" */
      occasion: Type.String(),
      /** What is measured beside the sensor, and how many minutes into the occasion; null where the sensor alone reads. */
      measurement: Nullable(Type.Object({ title: Type.String(), minutes: Type.Number() })),
      /** What it asks beside a usual day: another occasion, a measurement, or both. */
      effort: Type.Integer(),
      /** Share of the parameter's variance taken away, beyond what the sensor tells on a usual occasion; 0 to 1. */
      share: Type.Number(),
    }),
  ),
});

export const CalibrationRecord = Type.Object({
  horizonMinutes: Type.Number(),
  count: Type.Integer(),
  covered50: Type.Number(),
  covered80: Type.Number(),
  covered95: Type.Number(),
  rmse: Type.Number(),
  persistenceRmse: Type.Number(),
  meanCrps: Type.Number(),
});

/** A share with its 80 % interval: −0.14 is 14 % less. */
const Share = Type.Object({ median: Type.Number(), low80: Type.Number(), high80: Type.Number() });

/** What a twin found in the data of its last day that nobody told it. */
export const TwinFinding = Type.Object({
  kind: Type.String(),
  code: Type.String(),
  from: Instant,
  to: Instant,
  /** Whether it was still so at the twin's last reading. */
  going: Type.Boolean(),
  /** Readings that were refused or counted less for it. */
  readings: Type.Integer(),
  /** The highest chance that it had, 0 to 1. */
  chance: Type.Number(),
  /** For a patient; for a clinician; what to do. */
  plain: Type.String(),
  exact: Type.String(),
  cure: Type.String(),
});

export const TwinCard = Type.Object({
  design: Type.String(),
  title: Type.String(),
  model: Type.String(),
  modelHash: Type.String(),
  status: Type.String(),
  members: Type.Integer(),
  watermark: Instant,
  observations: Type.Integer(),
  refused: Type.Integer(),
  digest: Type.String(),
  /** In plain words: "explains 94 % of the last 14 days". */
  summary: Type.String(),
  learned: Type.Array(LearnedParameter),
  record: Type.Array(CalibrationRecord),
  /** Newest first. */
  findings: Type.Array(TwinFinding),
  /**
   * How the sensor reads against blood, by which share of the truth it is off, in plain words; `known` false where no fingerstick
   * bears on it. Absent in cards stored before it was told; null where the twin knows of no such thing.
   */
  sensor: Type.Optional(Nullable(Type.Object({ known: Type.Boolean(), bias: Share, plain: Type.String() }))),
});

export const Patient = Type.Object({
  row: PatientRow,
  birthDate: Nullable(Type.String()),
  /**
   * Minutes that the person's clock is ahead of UTC, by the newest observation that says so. Null where the source told
   * none: its times are shown as received, which is as UTC.
   */
  offsetMinutes: Nullable(Type.Integer()),
  context: Type.Array(ContextItem),
  twin: Nullable(TwinCard),
  /** Why there is no twin, in plain words, and what data would give one. */
  noTwin: Nullable(Type.String()),
  /** Why the twin is of its kind, in plain words, and what data would give one that tells more. */
  whyTwin: Type.Optional(Nullable(Type.String())),
  lanes: Type.Array(
    Type.Object({
      code: Coding,
      title: Type.String(),
      unit: Type.String(),
      count: Type.Integer(),
      first: Instant,
      last: Instant,
      /** "point" for measurements, "dose" for amounts at a moment, "rate" for values in force over a period. */
      mark: Type.Union([Type.Literal("point"), Type.Literal("dose"), Type.Literal("rate")]),
      /** True for streams that come from a documented stochastic process, not from a physiology model. */
      stochastic: Type.Boolean(),
      normal: Nullable(Type.Tuple([Type.Number(), Type.Number()])),
    }),
  ),
});

/** A number of some days, with the 80 % interval in which it would lie with other days like them; null with fewer than three. */
const OfDays = Type.Object({
  value: Type.Number(),
  interval80: Nullable(Type.Tuple([Type.Number(), Type.Number()])),
});

/** What the sensor readings of a person's last two weeks say by themselves. */
export const GlucoseSummary = Type.Object({
  from: Instant,
  to: Instant,
  readings: Type.Integer(),
  /** Days with readings. */
  days: Type.Integer(),
  /** mg/dL */
  mean: OfDays,
  /** Standard deviation over mean. */
  variation: OfDays,
  /** Shares of readings: below 54, to 70, 70 to 180, to 250, above 250 mg/dL. */
  ranges: Type.Object({ veryLow: OfDays, low: OfDays, inRange: OfDays, high: OfDays, veryHigh: OfDays }),
  /** The HbA1c that such a mean suggests, %. */
  gmi: Type.Number(),
});

/** Points of one lane in a span; thinned to at most `limit` by keeping each bucket's extremes. */
export const LaneSeries = Type.Object({
  code: Coding,
  unit: Type.String(),
  points: Type.Array(
    Type.Object({
      key: Type.String(),
      start: Instant,
      end: Nullable(Instant),
      value: Type.Number(),
      quality: Type.Union([Type.Literal("ok"), Type.Literal("suspect"), Type.Literal("refused")]),
      reason: Nullable(Type.String()),
    }),
  ),
  thinned: Type.Boolean(),
});

/** What the twin believed as each measurement came in: median and 80 % band of the filtered output. */
export const FilteredLine = Type.Array(
  Type.Object({ at: Instant, median: Type.Number(), low80: Type.Number(), high80: Type.Number() }),
);

export const Timeline = Type.Object({
  from: Instant,
  to: Instant,
  lanes: Type.Array(LaneSeries),
  filtered: FilteredLine,
  marks: Type.Array(ContextItem),
});

export const Forecast = Type.Object({
  id: Type.String(),
  subject: Type.String(),
  twin: Type.String(),
  output: Type.String(),
  unit: Type.String(),
  madeAt: Instant,
  points: Type.Array(Type.Object({ at: Instant, quantiles: Type.Array(Type.Number()) })),
  risks: Type.Array(Type.Object({ name: Type.String(), chance: Type.Number(), at: Nullable(Instant) })),
  record: Type.Array(CalibrationRecord),
  /** By which share of the truth the sensor reads wrong, where drift is told: points and risks are then of glucose as blood shows it. */
  sensorBias: Type.Optional(Share),
  /** How much of a say each candidate model has at each scored horizon, by its past scores. Absent in those made before there were any. */
  shares: Type.Optional(
    Type.Array(
      Type.Object({
        horizonMinutes: Type.Number(),
        shares: Type.Object({
          model: Type.Number(),
          "model with residual": Type.Number(),
          pattern: Type.Number(),
          persistence: Type.Number(),
        }),
      }),
    ),
  ),
});

export const Change = Type.Union([
  Type.Object({
    kind: Type.Literal("add"),
    code: Coding,
    value: Type.Number(),
    at: Instant,
    until: Type.Optional(Instant),
  }),
  Type.Object({
    kind: Type.Literal("scale"),
    code: Coding,
    factor: Type.Number(),
    from: Instant,
    until: Instant,
  }),
  Type.Object({ kind: Type.Literal("skip"), key: Type.String() }),
]);

export const Scenario = Type.Object({
  name: Type.String({ minLength: 1, maxLength: 200 }),
  changes: Type.Array(Change, { maxItems: 100 }),
});

export const WhatIf = Type.Object({
  today: Forecast,
  changed: Forecast,
  /** Quantiles of changed − today, member by member: narrower than the two bands, for they share their randomness. */
  difference: Type.Array(Type.Object({ at: Instant, quantiles: Type.Array(Type.Number()) })),
});

export const SavedPlan = Type.Object({
  id: Type.String(),
  subject: Type.String(),
  scenario: Scenario,
  savedAt: Instant,
  forecastId: Type.String(),
});

export const ModelSummary = Type.Object({
  id: Type.String(),
  name: Type.String(),
  status: Type.String(),
  states: Type.Integer(),
  reference: Type.String(),
});

export const ModelDetail = Type.Object({
  id: Type.String(),
  name: Type.String(),
  status: Type.String(),
  hash: Type.String(),
  use: Type.String(),
  time: Type.String(),
  reference: Type.Object({
    citation: Type.String(),
    doi: Nullable(Type.String()),
    note: Nullable(Type.String()),
  }),
  equations: Type.String(),
  states: Type.Array(Type.Object({ name: Type.String(), is: Type.String(), unit: Type.String() })),
  inputs: Type.Array(Type.Object({ name: Type.String(), is: Type.String(), unit: Type.String() })),
  outputs: Type.Array(
    Type.Object({
      name: Type.String(),
      is: Type.String(),
      unit: Type.String(),
      loinc: Nullable(Type.String()),
    }),
  ),
  parameters: Type.Array(
    Type.Object({
      name: Type.String(),
      is: Type.String(),
      unit: Type.String(),
      value: Type.Number(),
      expression: Nullable(Type.String()),
      range: Nullable(Type.Tuple([Type.Number(), Type.Number()])),
      spread: Nullable(Type.String()),
      source: Type.String(),
    }),
  ),
});

/** "How well do the twins know their patients?": counted from what is in the store, nothing written by hand. */
export const Accuracy = Type.Object({
  asOf: Instant,
  people: Type.Integer(),
  simulatedDays: Type.Number(),
  horizons: Type.Array(CalibrationRecord),
  parameters: Type.Array(
    Type.Object({
      name: Type.String(),
      is: Type.String(),
      unit: Type.String(),
      people: Type.Array(
        Type.Object({
          id: Type.String(),
          name: Type.String(),
          truth: Type.Number(),
          median: Type.Number(),
          low80: Type.Number(),
          high80: Type.Number(),
        }),
      ),
      covered80: Type.Number(),
      medianAbsoluteRelativeError: Type.Number(),
      priorMedianAbsoluteRelativeError: Type.Number(),
    }),
  ),
  perPerson: Type.Array(
    Type.Object({
      id: Type.String(),
      name: Type.String(),
      design: Type.String(),
      record: Type.Array(CalibrationRecord),
    }),
  ),
});

/** One shape for all long work. */
export const Job = Type.Object({
  id: Type.String(),
  kind: Type.String(),
  title: Type.String(),
  state: Type.Union([
    Type.Literal("running"),
    Type.Literal("done"),
    Type.Literal("failed"),
    Type.Literal("cancelled"),
  ]),
  done: Type.Number(),
  total: Nullable(Type.Number()),
  etaSeconds: Nullable(Type.Number()),
  message: Type.String(),
  result: Type.Unknown(),
  error: Nullable(Type.Unknown()),
});

/** What one rule had to say of an import: the first message and up to three places stand for all. */
const ImportRemark = Type.Object({
  code: Type.String(),
  message: Type.String(),
  cure: Type.String(),
  count: Type.Integer(),
  places: Type.Array(Type.String()),
});

export const ImportSummary = Type.Object({
  files: Type.Integer(),
  resources: Type.Integer(),
  observations: Type.Integer(),
  context: Type.Integer(),
  refused: Type.Integer(),
  /** Rows that were not in the store before. */
  new: Type.Integer(),
  /** Why resources were refused, counted by rule, with up to three places each. */
  refusals: Type.Array(ImportRemark),
  /** How files were read that do not say so themselves (units, dates). Absent in imports from before it was told. */
  remarks: Type.Optional(Type.Array(ImportRemark)),
});

export const Problem = Type.Object({
  code: Type.String(),
  message: Type.String(),
  rule: Type.String(),
  cure: Type.String(),
  place: Type.Unknown(),
});

/** Events of `GET /api/live` (server-sent events; the event's name is `type`). */
export const LiveEvent = Type.Union([
  Type.Object({ type: Type.Literal("clock"), clock: Clock }),
  Type.Object({ type: Type.Literal("row"), row: PatientRow }),
  Type.Object({
    type: Type.Literal("observation"),
    subject: Type.String(),
    code: Coding,
    key: Type.String(),
    start: Instant,
    end: Nullable(Instant),
    value: Type.Number(),
    quality: Type.String(),
  }),
  Type.Object({ type: Type.Literal("forecast"), forecast: Forecast, filtered: FilteredLine }),
  Type.Object({ type: Type.Literal("job"), job: Job }),
]);

export type Clock = Static<typeof Clock>;
export type ClockChange = Static<typeof ClockChange>;
export type Attention = Static<typeof Attention>;
export type PatientRow = Static<typeof PatientRow>;
export type ContextItem = Static<typeof ContextItem>;
export type CalibrationRecord = Static<typeof CalibrationRecord>;
export type Coding = Static<typeof Coding>;
export type LearnedParameter = Static<typeof LearnedParameter>;
export type ParameterTelling = Static<typeof ParameterTelling>;
export type TwinCard = Static<typeof TwinCard>;
export type Patient = Static<typeof Patient>;
export type GlucoseSummary = Static<typeof GlucoseSummary>;
export type FilteredLine = Static<typeof FilteredLine>;
export type LaneSeries = Static<typeof LaneSeries>;
export type Timeline = Static<typeof Timeline>;
export type Forecast = Static<typeof Forecast>;
export type Scenario = Static<typeof Scenario>;
export type WhatIf = Static<typeof WhatIf>;
export type SavedPlan = Static<typeof SavedPlan>;
export type ModelSummary = Static<typeof ModelSummary>;
export type ModelDetail = Static<typeof ModelDetail>;
export type Accuracy = Static<typeof Accuracy>;
export type Job = Static<typeof Job>;
export type ImportSummary = Static<typeof ImportSummary>;
export type Problem = Static<typeof Problem>;
export type LiveEvent = Static<typeof LiveEvent>;
