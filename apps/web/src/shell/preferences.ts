import { useSyncExternalStore } from "react";
import type { GlucoseUnit } from "../format/units.ts";

/** How this reader likes to see things; kept in the browser, never sent anywhere. */
export interface Preferences {
  readonly glucoseUnit: GlucoseUnit;
  readonly panelWidth: number;
}

const place = "homeostat.preferences";
const usual: Preferences = { glucoseUnit: "mg/dL", panelWidth: 340 };

const readable = (text: string | null): Partial<Preferences> => {
  try {
    return text ? (JSON.parse(text) as Partial<Preferences>) : {};
  } catch (error) {
    if (error instanceof SyntaxError) return {};
    throw error;
  }
};

export const panelWidths = { least: 280, most: 480 } as const;

/** What was kept, with the usual choice for whatever is missing or out of range. */
export const asPreferences = (text: string | null): Preferences => {
  const kept = readable(text);
  const width = Number(kept.panelWidth ?? usual.panelWidth);
  return {
    glucoseUnit: kept.glucoseUnit === "mmol/L" ? "mmol/L" : "mg/dL",
    panelWidth: Math.min(Math.max(width || usual.panelWidth, panelWidths.least), panelWidths.most),
  };
};

type Listener = () => void;
const listeners = new Set<Listener>();
let present: Preferences = usual;
let loaded = false;

const read = (): Preferences => {
  if (!loaded) present = asPreferences(localStorage.getItem(place));
  loaded = true;
  return present;
};

export const prefer = (change: Partial<Preferences>): void => {
  present = { ...read(), ...change };
  localStorage.setItem(place, JSON.stringify(present));
  for (const listener of listeners) listener();
};

const subscribe = (listener: Listener): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export const usePreferences = (): Preferences => useSyncExternalStore(subscribe, read);
