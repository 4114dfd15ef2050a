import { randomStream } from "@homeostat/engine";
import type { Course } from "./people.ts";

/** Where a course of a set begins, how it is cut, and how one reading stands in its file. */
interface TableStyle {
  readonly header: string;
  readonly end: "\n" | "\r\n";
  readonly covariates: (random: () => number) => string;
  readonly start: (member: number) => number;
  readonly reading: (mgPerDl: number) => string;
  readonly time: (instant: number) => string;
}

const iso = (instant: number) => new Date(instant).toISOString().slice(0, 19).replace("T", " ");
const some = (random: () => number, low: number, high: number, digits = 1) =>
  (low + (high - low) * random()).toFixed(digits);
const word = (value: number) => (value <= 40 ? "Low" : value >= 400 ? "High" : String(value));

/** As Hall's set is written: 57 people without diabetes, every 5 min at odd seconds, covariates of which some are NA. */
export const hallStyle: TableStyle = {
  header: "id,time,gl,Age,BMI,A1C,FBG,ogtt.2hr,insulin,hs.CRP,Tchol,diagnosis,glucotype,SSPG",
  end: "\n",
  covariates: (random) =>
    [
      Math.round(25 + 45 * random()),
      some(random, 19, 36),
      some(random, 4.8, 5.9),
      Math.round(75 + 30 * random()),
      random() < 0.3 ? "NA" : Math.round(80 + 70 * random()),
      some(random, 3, 20),
      some(random, 0.2, 4),
      Math.round(140 + 90 * random()),
      "non-diabetic",
      random() < 0.5 ? "low" : "moderate",
      random() < 0.4 ? "NA" : Math.round(60 + 150 * random()),
    ].join(),
  start: (member) => Date.UTC(2014, 1, 3 + 7 * (member % 40)) + 1000 * (member % 300),
  reading: word,
  time: iso,
};

/** As Weinstock's is: 200 people with type 1 diabetes, Windows line ends, dates without meaning, quoted column names. */
export const weinstockStyle: TableStyle = {
  header: 'id,time,gl,Height,Weight,Gender,Race,EduLevel,"Vitamin D","Type I diabetes mellitus"',
  end: "\r\n",
  covariates: (random) =>
    [
      some(random, 58, 76),
      some(random, 110, 240),
      random() < 0.5 ? "F" : "M",
      "White",
      '"College graduate (bachelor\'s degree or equivalent), or more"',
      random() < 0.3 ? "" : 1,
      1,
    ].join(),
  start: (member) => Date.UTC(1900, 0, 1 + (member % 300)) + 1000 * ((37 * member) % 300),
  reading: String,
  time: iso,
};

/** The text of a file: gaps of hours and of days, some who hardly wore it, some rows twice, some out of order. */
export function tableOf(courses: readonly Course[], style: TableStyle, seed: number): string {
  const random = randomStream({ seed, member: 0, purpose: "look-alike file" });
  const lines = courses.flatMap((course, member) => {
    const further = style.covariates(() => random.uniform());
    const kept = member % 19 === 7 ? 30 : Math.round(course.minutes.length * (0.4 + 0.6 * random.uniform()));
    const gap = { from: Math.floor(kept * random.uniform()), length: random.uniform() < 0.5 ? 10 : 150 };
    const rows = course.minutes.slice(0, kept).flatMap((minute, i) => {
      const lost = random.uniform() < 0.004 || (i >= gap.from && i < gap.from + gap.length);
      if (lost && kept > 100) return [];
      const time = style.time(style.start(member) + minute * 60_000);
      const row = [course.id, time, style.reading(course.glucose[i]!), further].join();
      return random.uniform() < 0.0005 ? [row, row] : [row];
    });
    return member % 11 === 3 ? rows.toReversed() : rows;
  });
  return `${[style.header, ...lines].join(style.end)}${style.end}`;
}
