import { readings } from "../../store/test/samples.ts";

const loinc = (code: string) => ({ coding: [{ system: "http://loinc.org", code }] });
const subject = { reference: "urn:uuid:p1" };
const weight = (id: string, value: number, unit = "kg") => ({
  resourceType: "Observation",
  id,
  status: "final",
  code: loinc("29463-7"),
  subject,
  effectiveDateTime: `2020-01-0${id.at(-1)}T08:00:00Z`,
  valueQuantity: { value, unit, system: "http://unitsofmeasure.org", code: unit },
});

/** A bundle with one person, a problem, and four weights of which two cannot be right. */
export const bundle = {
  resourceType: "Bundle",
  type: "collection",
  entry: [
    {
      fullUrl: "urn:uuid:p1",
      resource: {
        resourceType: "Patient",
        id: "p1",
        name: [{ given: ["Ada"], family: "Example" }],
        gender: "female",
        birthDate: "1960-04-02",
      },
    },
    {
      resource: {
        resourceType: "Condition",
        id: "c1",
        clinicalStatus: { coding: [{ code: "active" }] },
        code: { coding: [{ system: "http://snomed.info/sct", code: "44054006" }], text: "Diabetes" },
        subject,
        onsetDateTime: "2001-05-01",
      },
    },
    ...[weight("w1", 80), weight("w2", 176, "[lb_av]"), weight("w3", 80, "furlong"), weight("w4", -5)].map(
      (resource) => ({ resource }),
    ),
  ],
};

/** A sensor's series in the layout of the glucobench files. */
export const series = (count: number) =>
  [
    "id,time,gl",
    ...readings("s1", count).map(
      ({ start, value }) =>
        `1,${new Date(start).toISOString().slice(0, 19).replace("T", " ")},${value.kind === "quantity" ? value.value : ""}`,
    ),
  ].join("\n");
