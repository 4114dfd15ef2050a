import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useSyncExternalStore } from "react";
import { type Connection, connection } from "./connection.ts";
import { listen } from "./live.ts";

export const useConnection = (): Connection => useSyncExternalStore(connection.subscribe, connection.get);

/** Keeps the page in step with the clinic while it is open. */
export const useLive = (patient: string | null): void => {
  const client = useQueryClient();
  useEffect(() => listen(client, patient), [client, patient]);
  useEffect(() => {
    const offline = () => connection.set("offline");
    const online = () => connection.set("interrupted");
    window.addEventListener("offline", offline);
    window.addEventListener("online", online);
    return () => {
      window.removeEventListener("offline", offline);
      window.removeEventListener("online", online);
    };
  }, []);
};
