import { QueryClient } from "@tanstack/react-query";
import { RequestError } from "./request.ts";

/** A refusal is final; only what never reached the server is tried again, twice. */
const worthRetrying = (failures: number, error: Error): boolean =>
  failures < 2 && error instanceof RequestError && (error.status === 0 || error.status === 503);

export const createPageQueryClient = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: { retry: worthRetrying, refetchOnWindowFocus: false, networkMode: "always" },
      mutations: { networkMode: "always" },
    },
  });
