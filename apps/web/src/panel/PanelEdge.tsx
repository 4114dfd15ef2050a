import { panelWidths, prefer, usePreferences } from "../shell/preferences.ts";
import css from "./PanelEdge.module.css";

const within = (width: number): number => Math.min(Math.max(width, panelWidths.least), panelWidths.most);

/** The edge of the panel: drag it, or focus it and use the arrow keys. */
export const PanelEdge = () => {
  const { panelWidth } = usePreferences();
  return (
    // biome-ignore lint/a11y/useSemanticElements: a separator that can be moved is a widget, not a rule
    <div
      className={css.edge}
      role="separator"
      aria-orientation="vertical"
      aria-label="Width of the panel"
      aria-valuemin={panelWidths.least}
      aria-valuemax={panelWidths.most}
      aria-valuenow={panelWidth}
      tabIndex={0}
      onKeyDown={({ key }) => {
        if (key === "ArrowLeft") prefer({ panelWidth: within(panelWidth - 20) });
        if (key === "ArrowRight") prefer({ panelWidth: within(panelWidth + 20) });
      }}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={(event) => {
        if (event.currentTarget.hasPointerCapture(event.pointerId))
          prefer({ panelWidth: within(event.clientX) });
      }}
    />
  );
};
