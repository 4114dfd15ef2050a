import { Button } from "@mantine/core";
import { IconArrowsSplit2, IconHistory, IconPrinter } from "@tabler/icons-react";
import { useShortcuts } from "../shell/shortcuts.ts";
import type { PatientSearch } from "./patient-search.ts";
import css from "./TimelineTools.module.css";

interface Props {
  readonly search: PatientSearch;
  readonly set: (change: (old: PatientSearch) => PatientSearch) => void;
  readonly hasTwin: boolean;
  readonly whatIf: boolean;
  readonly onWhatIf: () => void;
}

/** What one can do with a timeline that carries a twin. */
export const TimelineTools = ({ search, set, hasTwin, whatIf, onWhatIf }: Props) => {
  const past = () => set(({ forecasts, ...rest }) => (forecasts ? rest : { ...rest, forecasts: true }));
  useShortcuts(hasTwin ? { p: past, w: onWhatIf } : {});
  return (
    <>
      {hasTwin && (
        <Button
          size="compact-sm"
          variant={search.forecasts ? "light" : "subtle"}
          color={search.forecasts ? "teal" : "gray"}
          leftSection={<IconHistory size={15} />}
          aria-pressed={search.forecasts === true}
          onClick={past}
        >
          Past forecasts
        </Button>
      )}
      <Button
        className={css.print ?? ""}
        size="compact-sm"
        variant="subtle"
        color="gray"
        leftSection={<IconPrinter size={15} />}
        onClick={() => window.print()}
      >
        <span className={css.word ?? ""}>Report</span>
      </Button>
      {hasTwin && (
        <Button
          size="compact-sm"
          variant={whatIf ? "light" : "filled"}
          leftSection={<IconArrowsSplit2 size={15} />}
          aria-pressed={whatIf}
          onClick={onWhatIf}
        >
          What if…
        </Button>
      )}
    </>
  );
};
