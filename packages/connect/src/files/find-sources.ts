import { readdir, realpath, stat } from "node:fs/promises";
import { join } from "node:path";
import { HomeostatError } from "@homeostat/engine";
import { failure } from "../errors/registry.ts";
import type { Intake } from "../intake/intake.ts";
import { refusal } from "../intake/refusal.ts";
import { bytesOf } from "./bytes.ts";
import { gunzipped } from "./inflate.ts";
import type { Limits } from "./limits.ts";
import { type ByteSource, kindOf } from "./source.ts";
import { hintFor } from "./no-records.ts";
import { zipEntries, zipSource } from "./zip.ts";

export interface Found {
  readonly sources: readonly ByteSource[];
  readonly refusals: readonly Intake[];
}

function plainSource(path: string, size: number, limits: Limits): ByteSource {
  const kind = kindOf(path);
  if (!kind) throw failure("HS4202", { name: path, hint: hintFor(path) });
  if (size === 0) throw failure("HS4210", { name: path });
  return {
    name: path,
    kind: kind.kind,
    size,
    open: (onBytes, signal) => {
      const bytes = bytesOf(path, onBytes, signal);
      return kind.gzip ? gunzipped(bytes, limits) : bytes;
    },
  };
}

/** What systems put beside people's files: names that begin with a point, macOS's copies of attributes. */
const isHidden = (name: string) =>
  name.split("/").some((part) => part.startsWith(".") || part === "__MACOSX");

/** What lies in a folder, in the order of names; hidden files are left alone. */
async function below(folder: string): Promise<readonly string[]> {
  const names = (await readdir(folder)).filter((name) => !name.startsWith("."));
  return names.sort().map((name) => join(folder, name));
}

function unreadable(error: unknown, name: string): HomeostatError {
  if (error instanceof HomeostatError) return error;
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === undefined) throw error;
  return failure(
    "HS4201",
    { name, problem: code === "ENOENT" ? "there is no such file" : message },
    {},
    error,
  );
}

/** Looks through paths, folders and archives; what cannot be read is refused by name, the rest goes on. */
export class SourceFinder {
  readonly #limits: Limits;
  readonly #sources: ByteSource[] = [];
  readonly #refusals: Intake[] = [];
  readonly #folders = new Set<string>();

  constructor(limits: Limits) {
    this.#limits = limits;
  }

  async find(paths: readonly string[]): Promise<Found> {
    for (const path of paths) await this.#look(path);
    return { sources: this.#sources, refusals: this.#refusals };
  }

  async #look(path: string): Promise<void> {
    await this.#orRefuse(path, async () => {
      const about = await stat(path);
      if (about.isDirectory()) await this.#folder(path);
      else if (/\.zip$/i.test(path)) await this.#archive(path);
      else this.#sources.push(plainSource(path, about.size, this.#limits));
    });
  }

  /** A folder is read once, also where a link leads back to it. */
  async #folder(path: string): Promise<void> {
    const real = await realpath(path);
    if (this.#folders.has(real)) return;
    this.#folders.add(real);
    for (const inner of await below(path)) await this.#look(inner);
  }

  async #archive(path: string): Promise<void> {
    const entries = (await zipEntries(path)).filter(({ name }) => !isHidden(name));
    for (const entry of entries)
      await this.#orRefuse(`${path}/${entry.name}`, async () => {
        this.#sources.push(zipSource(path, entry, this.#limits));
      });
  }

  async #orRefuse(name: string, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.#refusals.push(refusal(unreadable(error, name), { source: name }));
    }
  }
}
