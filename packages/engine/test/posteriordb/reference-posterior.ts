import { readFileSync } from "node:fs";
import { readZippedText } from "@homeostat/testing";
import type { DensityData, DensitySpec } from "../../src/infer/densities/density-spec.ts";

/** A posterior of posteriordb (Magnusson et al. 2024, arXiv:2407.04967), stated in our own language. */
export interface ReferencePosterior {
  readonly name: string;
  /** Name of its data there. */
  readonly data: string;
  readonly spec: DensitySpec;
  readonly tables: (data: Readonly<Record<string, unknown>>) => DensityData;
}

/** What posteriordb says of a quantity, from 10,000 draws of Stan. */
export interface ReferenceMoments {
  readonly name: string;
  readonly mean: number;
  readonly meanError: number;
  readonly draws: readonly Float64Array[];
}

/** The data of a posterior, from the folder `posterior_database`. */
export function readTables(folder: string, { data, tables }: ReferencePosterior): DensityData {
  return tables(JSON.parse(readZippedText(`${folder}/data/data/${data}.json.zip`)));
}

/** The reference means with their errors, and the draws chain by chain. */
export function readReference(folder: string, name: string): readonly ReferenceMoments[] {
  const base = `${folder}/reference_posteriors`;
  const path = `${base}/summary_statistics/mean_value/mean_value/${name}.json`;
  const { names, mean_value, mcse_mean } = JSON.parse(readFileSync(path, "utf8")) as {
    names: string[];
    mean_value: number[];
    mcse_mean: number[];
  };
  const chains = JSON.parse(readZippedText(`${base}/draws/draws/${name}.json.zip`)) as Record<
    string,
    number[]
  >[];
  return names.map((quantity, k) => ({
    name: quantity,
    mean: mean_value[k]!,
    meanError: mcse_mean[k]!,
    draws: chains.map((chain) => Float64Array.from(chain[quantity]!)),
  }));
}
