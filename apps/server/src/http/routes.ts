import { liveRoute } from "./live-stream.ts";
import type { Route, StreamingRoute } from "./route.ts";
import { clockRoutes } from "./routes/clock.ts";
import { healthRoutes } from "./routes/health.ts";
import { jobRoutes } from "./routes/jobs.ts";
import { modelRoutes } from "./routes/models.ts";
import { patientRoutes } from "./routes/patients.ts";
import { twinRoutes } from "./routes/twins.ts";
import { importRoute } from "./upload.ts";

/** The one table of everything that the API does. */
export const routes = [
  ...healthRoutes,
  ...clockRoutes,
  ...patientRoutes,
  ...twinRoutes,
  ...modelRoutes,
  ...jobRoutes,
  importRoute,
  liveRoute,
] as readonly (Route | StreamingRoute)[];
