import { Outlet, useParams } from "@tanstack/react-router";
import { usePreferences } from "../shell/preferences.ts";
import css from "./ClinicLayout.module.css";
import { Panel } from "./Panel.tsx";
import { PanelEdge } from "./PanelEdge.tsx";

/** Panel beside the person on a wide screen; one of the two on a phone. */
export const ClinicLayout = () => {
  const { id } = useParams({ strict: false });
  const { panelWidth } = usePreferences();
  return (
    <div
      className={css.layout}
      data-showing={id ? "person" : "panel"}
      style={{ "--panel": `${panelWidth}px` } as React.CSSProperties}
    >
      <div className={css.panel}>
        <Panel />
      </div>
      <PanelEdge />
      <div className={css.person}>
        <Outlet />
      </div>
    </div>
  );
};
