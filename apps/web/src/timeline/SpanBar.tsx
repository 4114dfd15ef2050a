import { Button } from "@mantine/core";
import type { ReactNode } from "react";
import { useShortcuts } from "../shell/shortcuts.ts";
import { nameOf, type Span, type SpanName, spanNamed, spanNames } from "./geometry/span.ts";
import css from "./SpanBar.module.css";
import type { SpanStore } from "./span-store.ts";
import { useSpan } from "./use-window.ts";

const labels: Readonly<Record<SpanName, string>> = {
  "3h": "3 h",
  "12h": "12 h",
  "24h": "24 h",
  "3d": "3 d",
  "14d": "14 d",
  all: "All",
};

const after = (span: Span): Span => {
  const name = nameOf(span);
  const place = name ? spanNames.indexOf(name) : -1;
  return spanNamed(spanNames[(place + 1) % spanNames.length] ?? "12h");
};

/** How much time is seen, and the way back to now. */
export const SpanBar = ({
  store,
  children,
}: {
  readonly store: SpanStore;
  readonly children?: ReactNode;
}) => {
  const span = useSpan(store);
  const name = nameOf(span);
  const back = () => store.set(spanNamed("12h"));
  useShortcuts({ t: () => store.set(after(span)), "0": back });
  return (
    <div className={css.bar} data-span-bar>
      <fieldset className={css.spans}>
        <legend className="visually-hidden">Time shown</legend>
        {spanNames.map((one) => (
          <button
            key={one}
            type="button"
            aria-pressed={name === one}
            onClick={() => store.set(spanNamed(one))}
          >
            {labels[one]}
          </button>
        ))}
      </fieldset>
      <Button
        className={css.back ?? ""}
        data-hidden={span.kind !== "fixed" || undefined}
        disabled={span.kind !== "fixed"}
        size="compact-sm"
        variant="subtle"
        onClick={back}
      >
        Back to now
      </Button>
      <span className={css.space} />
      {children}
    </div>
  );
};
