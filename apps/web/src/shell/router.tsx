import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from "@tanstack/react-router";
import { ClinicHome } from "../panel/ClinicHome.tsx";
import { ClinicLayout } from "../panel/ClinicLayout.tsx";
import { PatientSkeleton } from "../patient/PatientSkeleton.tsx";
import { asPatientSearch } from "../patient/patient-search.ts";
import { Crash } from "./Crash.tsx";
import { NotFound } from "./NotFound.tsx";
import { Shell } from "./Shell.tsx";

const text = (value: unknown): string | undefined =>
  typeof value === "string" || typeof value === "number" ? String(value) : undefined;

const rootRoute = createRootRoute({
  component: Shell,
  notFoundComponent: NotFound,
  errorComponent: Crash,
});

const clinicRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: "clinic",
  component: ClinicLayout,
  validateSearch: (search: Record<string, unknown>): { q?: string } => {
    const q = text(search.q);
    return q ? { q } : {};
  },
});

const homeRoute = createRoute({ getParentRoute: () => clinicRoute, path: "/", component: ClinicHome });

const patientRoute = createRoute({
  getParentRoute: () => clinicRoute,
  path: "/patients/$id",
  component: lazyRouteComponent(() => import("../patient/PatientPage.tsx"), "PatientPage"),
  pendingComponent: PatientSkeleton,
  pendingMs: 100,
  validateSearch: asPatientSearch,
});

const accuracyRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/accuracy",
  component: lazyRouteComponent(() => import("../accuracy/AccuracyPage.tsx"), "AccuracyPage"),
});

const modelsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/models",
  component: lazyRouteComponent(() => import("../models/ModelsPage.tsx"), "ModelsPage"),
});

const modelRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/models/$id",
  component: lazyRouteComponent(() => import("../models/ModelPage.tsx"), "ModelPage"),
});

const importRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/import",
  component: lazyRouteComponent(() => import("../import/ImportPage.tsx"), "ImportPage"),
});

const aboutRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/about",
  component: lazyRouteComponent(() => import("./AboutPage.tsx"), "AboutPage"),
});

const routeTree = rootRoute.addChildren([
  clinicRoute.addChildren([homeRoute, patientRoute]),
  accuracyRoute,
  modelsRoute,
  modelRoute,
  importRoute,
  aboutRoute,
]);

export const router = createRouter({ routeTree, defaultPreload: "intent", scrollRestoration: false });

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
