import type { Patient, Timeline } from "@homeostat/server/contract";
import type { Forecast } from "@homeostat/twin";
import type { ReactNode } from "react";
import { useCallback, useEffect, useState } from "react";
import type { Lane } from "../timeline/geometry/lanes.ts";
import type { Overlay } from "../timeline/Timeline.tsx";
import { WhatIf, type WhatIfView } from "../whatif/WhatIf.tsx";
import type { PatientSearch } from "./patient-search.ts";
import { offsetOf } from "./person.ts";

interface Options {
  readonly patient: Patient;
  readonly now: number;
  readonly search: PatientSearch;
  readonly set: (change: (old: PatientSearch) => PatientSearch) => void;
  readonly lanes: readonly Lane[];
  readonly timeline: Timeline | undefined;
}

interface Shown {
  readonly open: boolean;
  readonly toggle: () => void;
  readonly today: Forecast | undefined;
  readonly branch: Forecast["points"] | null;
  readonly overlay: Overlay | undefined;
  readonly dock: ReactNode;
}

/** The dock covers the lower half: the lanes that are tried on move above it. */
const bringTimelineUp = (): void => {
  const bar = document.querySelector<HTMLElement>("[data-span-bar]");
  const page = bar?.closest("main");
  if (!bar || !page) return;
  page.scrollTop += bar.getBoundingClientRect().top - page.getBoundingClientRect().top;
};

/** Joins the what-if dock to the page: it is open while the address holds changes (or an empty list of them). */
export const useWhatIf = ({ patient, now, search, set, lanes, timeline }: Options): Shown => {
  const [view, setView] = useState<WhatIfView | null>(null);
  const open = search.try !== undefined && patient.twin !== null;
  const close = useCallback(() => set(({ try: _, ...rest }) => rest), [set]);
  const toggle = () => (open ? close() : set((old) => ({ ...old, try: [] })));
  useEffect(() => {
    if (open) bringTimelineUp();
  }, [open]);
  const onSettled = useCallback(
    (changes: NonNullable<PatientSearch["try"]>) =>
      set((old) => (old.try === undefined ? old : { ...old, try: changes })),
    [set],
  );
  const shown = open ? view : null;
  return {
    open,
    toggle,
    today: shown?.today ?? undefined,
    branch: shown?.branch ?? null,
    overlay: shown?.overlay,
    dock: open && (
      <WhatIf
        patient={patient.row.id}
        offset={offsetOf(patient)}
        now={now}
        first={search.try ?? []}
        lanes={lanes}
        timeline={timeline}
        onSettled={onSettled}
        onClose={close}
        onView={setView}
      />
    ),
  };
};
