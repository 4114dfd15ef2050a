import type { Patient } from "@homeostat/server/contract";
import { Button } from "@mantine/core";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useCallback, useEffect, useMemo } from "react";
import { scaleFor } from "../format/units.ts";
import { usePreferences } from "../shell/preferences.ts";
import { useInk } from "../theme/ink.ts";
import { extentOf, firstLanes, lanesOf, withTrialLanes } from "../timeline/geometry/lanes.ts";
import { type Span, spanNamed } from "../timeline/geometry/span.ts";
import { SpanBar } from "../timeline/SpanBar.tsx";
import type { SpanStore } from "../timeline/span-store.ts";
import { type Overlay, Timeline } from "../timeline/Timeline.tsx";
import { useSpanStore } from "../timeline/use-span-store.ts";
import { ContextList } from "./ContextList.tsx";
import { GlucoseSummary } from "./GlucoseSummary.tsx";
import { PatientHeader } from "./PatientHeader.tsx";
import css from "./PatientPage.module.css";
import { type PatientSearch, searchOf, spanOf, withoutSpan } from "./patient-search.ts";
import { offsetOf, zoneInWords } from "./person.ts";
import { Report } from "./Report.tsx";
import { TimelineTools } from "./TimelineTools.tsx";
import { TwinCard } from "./TwinCard.tsx";
import { TwinLine } from "./TwinLine.tsx";
import { useTimeline } from "./use-timeline.ts";
import { useWhatIf } from "./use-what-if.tsx";

interface Props {
  readonly patient: Patient;
  readonly now: number;
}

const recent = 48 * 3_600_000;

/** Sets parts of the address; what is undefined is taken out of it. */
const useAddress = () => {
  const search = useSearch({ from: "/clinic/patients/$id" });
  const navigate = useNavigate({ from: "/patients/$id" });
  const set = useCallback(
    (change: (old: PatientSearch) => PatientSearch) =>
      void navigate({ search: (old) => change(old), replace: true, resetScroll: false }),
    [navigate],
  );
  return { search, set };
};

/** Where "now" is for this person: the clinic's clock, or the end of a record that was brought in. */
const useGround = ({ patient, now }: Props) => {
  const extent = useMemo(() => extentOf(patient.lanes), [patient.lanes]);
  const last = extent?.to ?? now;
  const live = patient.row.origin === "virtual" || now - last < recent;
  const anchor = live ? now : last;
  return { live, anchor, extent: { from: extent?.from ?? anchor, to: live ? Math.max(last, anchor) : last } };
};

/** While something is tried the window stands still; it catches up whenever the twin starts from a new moment. */
const useHeld = (store: SpanStore, trying: boolean, madeAt: number | undefined): void => {
  useEffect(() => store.hold(trying), [store, trying]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new start is what calls for catching up
  useEffect(() => {
    if (trying) store.set(store.span());
  }, [store, trying, madeAt]);
};

const usual = (live: boolean, twin: boolean): Span => spanNamed(live || twin ? "12h" : "all");

export const PatientView = (props: Props) => {
  const { patient } = props;
  const { search, set } = useAddress();
  const { live, anchor, extent } = useGround(props);
  const { glucoseUnit } = usePreferences();
  const ink = useInk();
  const offset = offsetOf(patient);
  const span = spanOf(search) ?? usual(live, patient.twin !== null);
  const onMoved = useCallback(
    (next: Span) => set((old) => ({ ...withoutSpan(old), ...searchOf(next) })),
    [set],
  );
  const all = useMemo(() => lanesOf(patient.lanes), [patient.lanes]);
  const trying = search.try !== undefined && patient.twin !== null;
  const lanes = useMemo(() => {
    const shown = search.lanes === "all" ? all : all.slice(0, firstLanes);
    return trying ? withTrialLanes(shown) : shown;
  }, [all, search.lanes, trying]);
  const store = useSpanStore({ span, ground: { anchor, extent }, live, onMoved });
  const { timeline, forecast, past } = useTimeline(patient, store, lanes, search.forecasts === true);
  const whatIf = useWhatIf({ patient, now: anchor, search, set, lanes, timeline: timeline.data });
  useHeld(store, trying, whatIf.today?.madeAt);
  const shared = useMemo(
    () => ({
      patient: patient.row.id,
      store,
      ink,
      anchor,
      live,
      offset,
      glucoseUnit,
      timeline: timeline.data,
    }),
    [patient.row.id, store, ink, anchor, live, offset, glucoseUnit, timeline.data],
  );
  const fans = useMemo(
    () => ({ today: whatIf.today ?? forecast.data, past, branch: whatIf.branch }),
    [whatIf.today, whatIf.branch, forecast.data, past],
  );
  const overlay: Overlay | undefined = whatIf.overlay;
  return (
    <div className={css.view}>
      <PatientHeader patient={patient} anchor={anchor} live={live} />
      <div className={css.body}>
        <TwinLine patient={patient} anchor={anchor} live={live} forecast={forecast.data} />
        <SpanBar store={store}>
          <TimelineTools
            search={search}
            set={set}
            hasTwin={patient.twin !== null}
            whatIf={whatIf.open}
            onWhatIf={whatIf.toggle}
          />
        </SpanBar>
        <Timeline
          lanes={lanes}
          shared={shared}
          fans={fans}
          live={live}
          zone={zoneInWords(patient)}
          showEvents={patient.context.length > 0}
          error={timeline.error}
          retry={() => void timeline.refetch()}
          compact={whatIf.open}
          {...(overlay ? { overlay } : {})}
        />
        {all.length > firstLanes && (
          <Button
            className={css.more ?? ""}
            size="compact-sm"
            variant="subtle"
            onClick={() => set(({ lanes: shown, ...rest }) => (shown ? rest : { ...rest, lanes: "all" }))}
          >
            {search.lanes === "all" ? "Show fewer measurements" : `Show all ${all.length} measurements`}
          </Button>
        )}
        <div className={css.columns}>
          <TwinCard patient={patient} anchor={anchor} live={live} />
          <div>
            <GlucoseSummary patient={patient.row.id} />
            <ContextList items={patient.context} offset={offset} />
          </div>
        </div>
        <Report
          patient={patient}
          anchor={anchor}
          scale={scaleFor("mg/dL", glucoseUnit, true)}
          forecast={forecast.data}
        />
      </div>
      {whatIf.dock}
    </div>
  );
};
