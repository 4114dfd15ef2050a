import type { PatientRow } from "@homeostat/server/contract";
import { useRef } from "react";
import { type Standing, sameOrder, settled } from "./groups.ts";

/** The order in which rows are shown; it changes only while it is not held. */
export const useSettled = (rows: readonly PatientRow[], held: boolean): readonly Standing[] => {
  const shown = useRef<readonly Standing[]>([]);
  const next = settled(shown.current, rows, held);
  if (!sameOrder(shown.current, next)) shown.current = next;
  return shown.current;
};
