import { Command, Option } from "commander";
import { models } from "./commands/models.ts";
import { run } from "./commands/run.ts";
import type { Console } from "./output/console.ts";

const introduction = `Healthcare digital twins: from a patient's record to a forecast one can try treatments on.
Decision support for research; not a cleared device.`;

const tour = `
Examples:
  homeostat serve                                       the page, with a virtual clinic that streams
  homeostat import records/ --data-dir ~/clinic         FHIR R4 bundles, bulk NDJSON, CGM tables
  homeostat models --show uva-padova-s2008              equations' names, units, sources
  homeostat run uva-padova-s2008 --member adult#001 --events meal.json --until 6h --every 5min --out run.csv

--json prints one JSON value on standard output and nothing else; messages and progress go to standard error;
a failure exits with a code other than 0.`;

/** The command line as data: what each command takes. What it does stands in commands/. */
export function program(console: Console): Command {
  const root = new Command("homeostat")
    .description(introduction)
    .addHelpText("after", tour)
    .showHelpAfterError();
  const json = () => new Option("--json", "print one JSON value on standard output");

  root
    .command("models")
    .description("list the models, or show one with its names, units and members")
    .option("--show <model>", "one model in full")
    .addOption(json())
    .action((options) => models(options, console));

  root
    .command("run")
    .description("simulate a model and write time and outputs as CSV")
    .argument("<model>", "id of the model")
    .option("--member <name>", "a published subject of the model")
    .option("--set <name=value...>", "parameters, in the model's units")
    .option("--events <file>", "doses, settings and signals (docs/guides/events.md)")
    .requiredOption("--until <duration>", "how long to run: 6h, 7d")
    .option("--every <duration>", "one row this often", "5min")
    .option("--out <file>", "write the CSV here instead of standard output")
    .addOption(json())
    .action((model, options) => run(model, options, console));

  return root;
}
