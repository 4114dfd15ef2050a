import { Type } from "typebox";
import { route } from "../route.ts";

const Health = Type.Object({ status: Type.Literal("ok") });

export const healthRoutes = [
  route(
    { method: "GET", url: "/health/live", tag: "operation", summary: "The process answers", answer: Health },
    () => ({ status: "ok" as const }),
  ),
  route(
    { method: "GET", url: "/health/ready", tag: "operation", summary: "The store answers", answer: Health },
    async ({ store, clinic }) => {
      await store.ping();
      clinic?.check();
      return { status: "ok" as const };
    },
  ),
];
