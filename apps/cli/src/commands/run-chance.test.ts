/** Runs by chance from the command line: the same bytes for any number of threads, summaries without paths, flags that fit. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { EnsembleSummariser, simulate, simulateEnsemble } from "@homeostat/engine";
import { earlyHivPearson2011, gompertzAlbanoGiorno2006 } from "@homeostat/models";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Console } from "../output/console.ts";
import { program } from "../program.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "homeostat-chance-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function run(command: string) {
  const said = { json: [] as unknown[], lines: [] as string[], notes: [] as string[], seen: [] as number[] };
  const console: Console = {
    json: (value) => void said.json.push(value),
    line: (text) => void said.lines.push(text),
    note: (text) => void said.notes.push(text),
    progress: () => ({ update: (done) => void said.seen.push(done), stop: () => {} }),
  };
  await program(console)
    .exitOverride()
    .parseAsync(["run", ...command.split(" ")], { from: "user" });
  return said;
}

const hiv = "early-hiv-pearson-2011 --set R0=2 N=20 c=3 --until 2d --every 12h --seed 5";
const parameters = { R0: 2, N: 20, c: 3 };
const tumour = "gompertz-albano-giorno-2006 --until 20d --every 5d --step 1d --seed 5";
const alone = {
  hiv: simulateEnsemble(earlyHivPearson2011, {
    members: 40,
    parameters,
    to: 2,
    every: 0.5,
    jumps: { seed: 5, method: "direct" },
  }),
  tumour: simulateEnsemble(gompertzAlbanoGiorno2006, {
    members: 40,
    to: 20,
    every: 5,
    noise: { seed: 5, step: 1, scheme: "milstein" },
  }),
};

describe("paths", () => {
  it.each([
    ["reactions", `${hiv} --noise ssa`, alone.hiv.outputs.virions],
    ["noise", `${tumour} --noise milstein`, alone.tumour.outputs.cells],
  ])(
    "of %s are the engine's, in the same bytes for any number of threads",
    async (kind, command, expected) => {
      const files = await Promise.all(
        [1, 3].map(async (workers) => {
          const out = join(folder, `${kind}-${workers}.csv`);
          await run(`${command} --paths 40 --workers ${workers} --out ${out}`);
          return readFileSync(out, "utf8");
        }),
      );
      expect(files[1]).toBe(files[0]);
      const rows = files[0]!.trim().split("\n").slice(1);
      expect(rows.map((row) => Number(row.split(",")[2]))).toEqual([...expected]);
    },
  );

  it("are one on standard output where none are counted", async () => {
    const { lines } = await run(`${hiv} --noise next-reaction`);
    const { outputs } = simulate(earlyHivPearson2011, { parameters, to: 2, every: 0.5, jumps: { seed: 5 } });
    const found = lines[0]!.split("\n").slice(1);
    expect(found.map((row) => Number(row.split(",")[1]))).toEqual([...outputs.virions]);
    const { json } = await run(`${hiv} --noise next-reaction --json`);
    expect(json[0]).toMatchObject({ rows: 5, events: expect.any(Number) });
  });

  it("are columns by member in JSON, with what made them", async () => {
    const out = join(folder, "paths.json");
    const { seen } = await run(`${hiv} --noise ssa --paths 40 --out ${out}`);
    const { members, time, provenance } = JSON.parse(readFileSync(out, "utf8"));
    expect(members).toHaveLength(40);
    expect(time.values).toEqual([0, 0.5, 1, 1.5, 2]);
    expect(members[7]).toEqual({
      member: 8,
      virions: [...alone.hiv.outputs.virions.subarray(35, 40)],
      infectedCells: [...alone.hiv.outputs.infectedCells.subarray(35, 40)],
      cleared: [...alone.hiv.outputs.cleared.subarray(35, 40)],
    });
    expect(JSON.parse(provenance.jumps)).toEqual({ seed: 5, method: "direct" });
    expect(seen.at(-1)).toBe(40);
  });
});

describe("a summary", () => {
  const summariser = new EnsembleSummariser([0.1, 0.5]);
  summariser.take({ first: 0, ...alone.hiv });
  const { virions } = summariser.summary.outputs;

  it("has mean, sd and quantiles of the paths, on standard output and in files", async () => {
    const { lines } = await run(`${hiv} --noise direct --paths 40 --summary 0.1,0.5`);
    const [header, ...rows] = lines[0]!.split("\n");
    expect(header).toMatch(
      /^time \(d\),members,virions-mean \(\{virions\}\),virions-sd \(\{virions\}\),virions-q0.1 \(\{virions\}\),virions-q0.5 /,
    );
    const column = (i: number) => rows.map((row) => Number(row.split(",")[i]));
    expect(column(1)).toEqual([40, 40, 40, 40, 40]);
    expect(column(2)).toEqual([...virions!.mean]);
    expect(column(5)).toEqual([...virions!.quantiles[1]!]);
    const out = join(folder, "summary.json");
    await run(`${hiv} --noise direct --paths 40 --summary 0.1,0.5 --workers 1 --out ${out}`);
    const { outputs } = JSON.parse(readFileSync(out, "utf8"));
    expect(outputs.virions.quantiles["0.1"]).toEqual([...virions!.quantiles[0]!]);
    expect(outputs.virions.sd).toEqual([...virions!.sd]);
  });

  it("is the answer under --json, of different people too", async () => {
    const { json, lines } = await run(
      "vancomycin-goti-2018 --until 6h --every 3h --members 30 --summary --json",
    );
    expect(lines).toEqual([]);
    expect(json[0]).toMatchObject({
      members: 30,
      rankError: 0,
      out: null,
      summary: { time: { unit: "h", values: [0, 3, 6] } },
    });
  });
});

describe("flags that do not fit are refused", () => {
  const until = "--until 1d";
  it.each([
    ["a step for noise, of reactions", `early-hiv-pearson-2011 --noise sra1 --step 1h ${until}`, "HS6016"],
    ["reactions, of equations", `bergman-1979 --noise ssa ${until}`, "HS6016"],
    ["noise, of equations without any", `bergman-1979 --noise milstein --step 1min ${until}`, "HS6016"],
    ["noise that nobody asked for", `gompertz-albano-giorno-2006 ${until}`, "HS6016"],
    ["noise without a step", `gompertz-albano-giorno-2006 --noise milstein ${until}`, "HS6016"],
    ["a step of reactions", `early-hiv-pearson-2011 --noise ssa --step 1h ${until}`, "HS6016"],
    ["an epsilon of single events", `early-hiv-pearson-2011 --noise ssa --epsilon 0.1 ${until}`, "HS6016"],
    ["an epsilon that is none", `early-hiv-pearson-2011 --noise tau-leaping --epsilon 2 ${until}`, "HS1415"],
    ["a solver beside chance", `early-hiv-pearson-2011 --noise ssa --method bdf ${until}`, "HS6016"],
    ["paths without chance", `early-hiv-pearson-2011 --paths 5 ${until}`, "HS6016"],
    ["paths of members", `early-hiv-pearson-2011 --noise ssa --paths 5 --members 5 ${until}`, "HS6016"],
    ["a summary of one", `bergman-1979 --summary ${until}`, "HS6016"],
    [
      "a summary as a table of another kind",
      `early-hiv-pearson-2011 --noise ssa --paths 5 --summary --out x.parquet ${until}`,
      "HS6007",
    ],
    [
      "quantiles that are none",
      `early-hiv-pearson-2011 --noise ssa --paths 5 --summary 2 ${until}`,
      "HS1419",
    ],
    ["no paths", `early-hiv-pearson-2011 --noise ssa --paths 0 --summary ${until}`, "HS6009"],
    ["paths without a file", `early-hiv-pearson-2011 --noise ssa --paths 5 ${until}`, "HS6010"],
    ["a way that is none", `early-hiv-pearson-2011 --noise gillespie ${until}`, "HS6016"],
  ])("%s", async (_, command, code) => {
    await expect(run(command)).rejects.toMatchObject({ code });
  });

  it("and noise can be left out expressly", async () => {
    const { lines } = await run(`gompertz-albano-giorno-2006 --noise off --until 20d --every 5d`);
    expect(lines[0]!.split("\n")).toHaveLength(6);
  });
});
