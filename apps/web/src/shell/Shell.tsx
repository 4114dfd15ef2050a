import { useQuery } from "@tanstack/react-query";
import { Outlet, useParams } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { clockQuery } from "../api/queries.ts";
import { clinicClock } from "../live/clinic-clock.ts";
import { useLive } from "../live/use-live.ts";
import { HelpDialog } from "./HelpDialog.tsx";
import css from "./Shell.module.css";
import { useShortcuts } from "./shortcuts.ts";
import { TopBar } from "./TopBar.tsx";

const useFirstClock = (): void => {
  const { data } = useQuery(clockQuery);
  useEffect(() => {
    if (data) clinicClock.hear(data, performance.now());
  }, [data]);
};

export const Shell = () => {
  const { id } = useParams({ strict: false });
  const [help, setHelp] = useState(false);
  useFirstClock();
  useLive(id ?? null);
  useShortcuts({ "?": () => setHelp(true) });
  return (
    <div className={css.shell}>
      <a className={css.skip} href="#main">
        Skip to content
      </a>
      <TopBar onHelp={() => setHelp(true)} />
      <Outlet />
      <HelpDialog opened={help} onClose={() => setHelp(false)} />
    </div>
  );
};
