import { Type } from "typebox";
import { Job } from "../../contract/schemas.ts";
import { Id, route } from "../route.ts";

export const jobRoutes = [
  route(
    {
      method: "GET",
      url: "/api/jobs",
      tag: "jobs",
      summary: "Long work, newest first",
      answer: Type.Array(Job),
    },
    async ({ jobs }) => [...(await jobs.list())],
  ),
  route(
    {
      method: "GET",
      url: "/api/jobs/:id",
      tag: "jobs",
      summary: "How far a job is",
      params: Id,
      answer: Job,
    },
    ({ jobs }, { params }) => jobs.get(params.id),
  ),
  route(
    { method: "DELETE", url: "/api/jobs/:id", tag: "jobs", summary: "Cancel a job", params: Id, answer: Job },
    ({ jobs }, { params }) => jobs.cancel(params.id),
  ),
];
