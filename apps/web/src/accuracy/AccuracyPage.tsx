import type { Accuracy } from "@homeostat/server/contract";
import { Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { accuracyQuery } from "../api/queries.ts";
import { dateOf, timeOfDay, utc, zoneName } from "../format/time.ts";
import { scaleFor } from "../format/units.ts";
import { Page } from "../shell/Page.tsx";
import { usePreferences } from "../shell/preferences.ts";
import { EmptyState } from "../shell/states/EmptyState.tsx";
import { ErrorState } from "../shell/states/ErrorState.tsx";
import css from "./AccuracyPage.module.css";
import { CoverageChart } from "./CoverageChart.tsx";
import { ErrorChart } from "./ErrorChart.tsx";
import { PeopleTable } from "./PeopleTable.tsx";
import { RecoveryPlot } from "./RecoveryPlot.tsx";

const Charts = ({ accuracy }: { readonly accuracy: Accuracy }) => {
  const { glucoseUnit } = usePreferences();
  const scale = scaleFor("mg/dL", glucoseUnit, true);
  return (
    <div className={css.pair}>
      <section>
        <h2>How often the truth fell in the band</h2>
        <p>Dots: measured. Dashed: what a band of that name promises.</p>
        <CoverageChart horizons={accuracy.horizons} />
      </section>
      <section>
        <h2>
          How far off <span className="unit">RMSE, {scale.unit}</span>
        </h2>
        <p>
          <i className={css.keyTwin} /> the twin’s middle <i className={css.keyNaive} /> “nothing changes”
        </p>
        <ErrorChart horizons={accuracy.horizons} scale={scale} />
      </section>
    </div>
  );
};

const Found = ({ accuracy }: { readonly accuracy: Accuracy }) => {
  const { glucoseUnit } = usePreferences();
  if (accuracy.horizons.length === 0)
    return (
      <EmptyState title="No forecast has been scored yet">
        A forecast is scored when the time that it was made for has come. Let the clinic run for an hour, or
        jump ahead with the clock above.
      </EmptyState>
    );
  return (
    <>
      <Charts accuracy={accuracy} />
      {accuracy.parameters.length > 0 && (
        <section className={css.section}>
          <h2>What they learned, against the truth</h2>
          <p>
            Each dot is a virtual person whose true parameters are recorded; its line is the learned 80 %
            interval. Hollow: the truth lies outside.
          </p>
          <div className={css.plots}>
            {accuracy.parameters.map((parameter) => (
              <RecoveryPlot key={parameter.name} parameter={parameter} />
            ))}
          </div>
        </section>
      )}
      <section className={css.section}>
        <h2>Person by person, one hour ahead</h2>
        <PeopleTable people={accuracy.perPerson} scale={scaleFor("mg/dL", glucoseUnit, true)} />
      </section>
    </>
  );
};

const lead = (accuracy: Accuracy | undefined): string =>
  accuracy
    ? `Counted from what is in the store: ${accuracy.people} virtual people over ${Math.round(accuracy.simulatedDays)} simulated days, as of ${dateOf(accuracy.asOf, utc)} ${timeOfDay(accuracy.asOf, utc)} ${zoneName(utc)}. Nothing here is written by hand.`
    : "Counted from what is in the store; nothing here is written by hand.";

export const AccuracyPage = () => {
  const { data, error, refetch } = useQuery(accuracyQuery);
  return (
    <Page title="How well do the twins know their patients?" lead={lead(data)}>
      {error && <ErrorState what="The scores did not load" error={error} retry={() => void refetch()} />}
      {!data && !error && <Skeleton height={260} aria-busy="true" />}
      {data && <Found accuracy={data} />}
    </Page>
  );
};
