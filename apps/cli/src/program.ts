import { Command, Option } from "commander";
import { noiseChoices, usualQuantiles } from "./arguments/chance.ts";
import type { Console } from "./output/console.ts";

const introduction = `Healthcare digital twins: from a patient's record to a forecast one can try treatments on.
Decision support for research; not a cleared device.`;

const tour = `
Examples:
  homeostat serve                                       the page, with a virtual clinic that streams
  homeostat import records/ --data-dir ~/clinic         FHIR R4 bundles, bulk NDJSON, CGM tables
  homeostat models --show uva-padova-s2008              equations' names, units, sources
  homeostat run uva-padova-s2008 --member adult#001 --events meal.json --until 6h --every 5min --out run.csv
  homeostat run early-hiv-pearson-2011 --set V0=1000 I0=0 --noise tau-leaping --paths 1000 --summary --until 1d --every 1h

--json prints one JSON value on standard output and nothing else; messages and progress go to standard error;
a failure exits with a code other than 0.`;

/** The command line as data: what each command takes. What it does stands in commands/, each loaded when it is asked for. */
export function program(console: Console): Command {
  const root = new Command("homeostat")
    .description(introduction)
    .addHelpText("after", tour)
    .showHelpAfterError();
  const json = () => new Option("--json", "print one JSON value on standard output");

  const folder = () => new Option("--data-dir <folder>", "where the data is kept (default .homeostat)");

  root
    .command("serve")
    .description("serve the page and the API on this machine, with the virtual clinic")
    .addOption(folder())
    .option("--port <number>", "0 takes any free one (default 4600)")
    .option("--no-clinic", "without the virtual clinic: only who is in the store")
    .option("--log-level <level>", "trace, debug, info, warn, error (default warn)")
    .action(async (options) => (await import("./commands/serve.ts")).serve(options, console));

  root
    .command("import")
    .description("import FHIR R4 bundles, bulk NDJSON and CGM tables; importing twice changes nothing")
    .argument("<path...>", "files and folders, also .gz and .zip")
    .addOption(folder())
    .addOption(json())
    .action(async (paths, options) =>
      (await import("./commands/import.ts")).runImport(paths, options, console),
    );

  root
    .command("people")
    .description("everybody in the store, who needs attention first")
    .addOption(folder())
    .addOption(json())
    .action(async (options) => (await import("./commands/people.ts")).people(options, console));

  root
    .command("forecast")
    .description("forecast a person's glucose from their newest data")
    .requiredOption("--patient <id>", "whose twin")
    .option("--horizon <duration>", "how far ahead", "60min")
    .addOption(folder())
    .addOption(json())
    .action(async (options) => (await import("./commands/forecast.ts")).forecast(options, console));

  root
    .command("twin")
    .description("what a person's twin has learned of them, and which measurement would tell more")
    .requiredOption("--patient <id>", "whose twin")
    .addOption(folder())
    .addOption(json())
    .action(async (options) => (await import("./commands/twin.ts")).twin(options, console));

  root
    .command("models")
    .description("list the models, or show one with its names, units and members")
    .option("--show <model>", "one model in full")
    .addOption(json())
    .action(async (options) => (await import("./commands/models.ts")).models(options, console));

  root
    .command("run")
    .description("simulate a model, for one person or many, and write time and outputs")
    .argument("<model>", "id of the model")
    .option("--member <name>", "a published subject of the model")
    .option("--set <name=value...>", "parameters, in the model's units")
    .option("--events <file>", "doses, settings and signals (docs/guides/events.md)")
    .requiredOption("--until <duration>", "how long to run: 6h, 7d")
    .option("--every <duration>", "one row this often", "5min")
    .option("--method <name>", "auto, tsit5, vern7, rodas5p, bdf, … (docs/guides/methods.md)")
    .option("--noise <how>", noiseChoices)
    .option("--step <duration>", "with --noise of equations: length of a step")
    .option(
      "--epsilon <share>",
      "with --noise tau-leaping: by how much a rate may change in a leap (default 0.03)",
    )
    .option("--paths <count>", "with --noise: as many paths of one person")
    .option("--members <count>", "as many people, drawn from the spread of the model's parameters")
    .option("--seed <number>", "another seed draws other people and other paths", "1")
    .addOption(
      new Option(
        "--summary [quantiles]",
        "of many: mean, sd and quantiles at each time instead of every path",
      ).preset(usualQuantiles),
    )
    .option("--workers <count>", "of many: threads (default: as many as the machine runs at once)")
    .option("--out <file>", "write here instead of standard output; of many .csv, .json, .arrow or .parquet")
    .addOption(json())
    .action(async (model, options) => (await import("./commands/run.ts")).run(model, options, console));

  root
    .command("fit")
    .description(
      "fit each person of a data file in NONMEM's layout under a population model (docs/guides/fit.md)",
    )
    .argument("<model>", "MODEL.json: structure, typical values, covariates, Ω, residual error")
    .requiredOption("--data <file>", "CSV: ID, TIME, EVID, AMT, CMT, II, ADDL, RATE, SS, MDV, DV, covariates")
    .option("--population", "estimate typical values, residual error and Ω first, from the file's as a start")
    .addOption(
      new Option(
        "--sample [sampler]",
        "draw from each person's posterior too; auto: where it is not nearly normal",
      )
        .choices(["nuts", "ensemble", "metropolis", "smc", "auto"])
        .preset("nuts"),
    )
    .option("--chains <count>", "with --sample: independent chains (default 4)")
    .option("--draws <count>", "with --sample: draws a chain in the first round (default: the sampler's)")
    .option("--warm-up <count>", "with --sample: iterations that only adapt in the first round")
    .option("--most <count>", "with --sample: iterations of a chain in all (default 30 first rounds)")
    .option("--acceptance <percent>", "with --sample nuts: aim of the step size (default 80)")
    .option("--seed <number>", "the same seed gives the same draws (default 1)")
    .option("--measure-at <times>", "times (1,2,4) at which one could measure once more, to be ranked")
    .addOption(
      new Option("--method <method>", "with --population: how (default focei)").choices(["focei", "saem"]),
    )
    .option("--save <file>", "with --population: write MODEL.json with the estimates, for new people")
    .option("--npde <count>", "rank every value among as many simulated data sets")
    .addOption(json())
    .action(async (model, options) => (await import("./commands/fit.ts")).fit(model, options, console));

  root
    .command("sample")
    .description(
      "draw from a posterior that a file states in the equation language (docs/guides/densities.md)",
    )
    .argument("<density>", "DENSITY.json: parameters, and terms of ln density")
    .option("--data <file>", "DATA.json: tables by name, each by column")
    .addOption(
      new Option("--sample <sampler>", "which sampler")
        .choices(["nuts", "ensemble", "metropolis", "smc"])
        .default("nuts"),
    )
    .option("--chains <count>", "independent chains (default 4)")
    .option("--draws <count>", "draws a chain in the first round (default: the sampler's)")
    .option("--warm-up <count>", "iterations that only adapt in the first round")
    .option("--most <count>", "iterations of a chain in all (default 30 first rounds)")
    .option("--acceptance <percent>", "of nuts: aim of the step size (default 80)")
    .option("--seed <number>", "the same seed gives the same draws (default 1)")
    .addOption(json())
    .action(async (density, options) =>
      (await import("./commands/sample.ts")).sample(density, options, console),
    );

  root
    .command("sbml")
    .description("simulate an SBML model (Levels 2 and 3, comp) and write time,variable,… as CSV")
    .argument("<model>", "the SBML file; files that it names are read from its folder")
    .option("--settings <file>", "start, duration, steps, variables … as in the SBML test suite")
    .option("--until <time>", "without settings: how long, in the model's time unit")
    .option("--steps <count>", "without settings: rows after the first", "100")
    .option("--stochastic", "reactions happen one by one, by chance; amounts are counts")
    .option("--seed <number>", "with --stochastic: another seed, another course (default 1)")
    .option("--members <count>", "with --stochastic: of more than one, mean and sd are written")
    .option("--quantiles <list>", "with --members: quantiles too, at probabilities such as 0.05,0.5,0.95")
    .option(
      "--counts-per-unit <count>",
      "with --stochastic: how many make a unit of substance (default: its unit)",
    )
    .option("--workers <count>", "with --members: threads (default: as many as the machine runs at once)")
    .addOption(
      new Option("--method <method>", "with --stochastic: how (default next-reaction)").choices([
        "next-reaction",
        "direct",
        "tau-leaping",
      ]),
    )
    .option("--out <file>", "write the CSV here instead of standard output")
    .addOption(json())
    .action(async (model, options) => (await import("./commands/sbml.ts")).sbml(model, options, console));

  root
    .command("cellml")
    .description("simulate a CellML model (1.0, 1.1, 2.0) and write time,component.variable,… as CSV")
    .argument("<model>", "the CellML file; files that it imports are read from its folder")
    .requiredOption("--until <time>", "how long, in the model's time unit")
    .option("--steps <count>", "rows after the first", "100")
    .option("--variables <name...>", "component.variable; all that change where none is named")
    .option("--out <file>", "write the CSV here instead of standard output")
    .addOption(json())
    .action(async (model, options) => (await import("./commands/cellml.ts")).cellml(model, options, console));

  root
    .command("backtest")
    .description("forecast a file of CGM series in the order of time, and score the forecasts")
    .requiredOption("--data <file>", "CSV, or a zip with one")
    .requiredOption("--format <name>", "layout of the file: glucobench")
    .option("--horizon <duration>", "how far ahead, in steps of 5 min", "60min")
    .option("--out <file>", "write every forecast: id, made_at, for_time, median, p10, p90")
    .addOption(json())
    .action(async (options) => (await import("./commands/backtest.ts")).runBacktest(options, console));

  return root;
}
