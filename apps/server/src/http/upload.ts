import { randomUUID } from "node:crypto";
import { createWriteStream } from "node:fs";
import { mkdir, rm } from "node:fs/promises";
import { basename, join } from "node:path";
import { pipeline } from "node:stream/promises";
import type { FastifyReply, FastifyRequest } from "fastify";
import { Job } from "../contract/schemas.ts";
import { failure } from "../errors/registry.ts";
import { startImport } from "../importing/import-job.ts";
import type { Platform } from "../platform.ts";
import type { StreamingRoute } from "./route.ts";

const GIGABYTE = 1024 ** 3;

/** An upload is streamed to the disk, never held in memory. */
export const UPLOAD_LIMITS = { fileSize: 2 * GIGABYTE, files: 5000, fields: 0, headerPairs: 50 };

export const importRoute: StreamingRoute = {
  shape: {
    method: "POST",
    url: "/api/imports",
    tag: "jobs",
    summary: "Import records: FHIR bundles, bulk NDJSON, CGM series (multipart/form-data, one or more files)",
    answer: Job,
  },
  stream: receive,
};

async function receive(platform: Platform, request: FastifyRequest, reply: FastifyReply): Promise<void> {
  if (!request.isMultipart()) throw failure("HS5113", { type: request.headers["content-type"] ?? "nothing" });
  const id = randomUUID();
  const folder = join(platform.uploads, id);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  try {
    const [first, ...others] = await store(request, folder);
    if (first === undefined) throw failure("HS5204");
    const title = `Import of ${others.length === 0 ? first : `${1 + others.length} files`}`;
    await reply.send(await startImport(platform, { id, title, paths: [folder], removeAfter: folder }));
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}

/** Each file keeps its own name, for messages to name it; a second one of the same name gets a number. */
async function store(request: FastifyRequest, folder: string): Promise<readonly string[]> {
  const names = new Set<string>();
  for await (const part of request.files()) {
    const name = freeName(basename(part.filename || "file"), names);
    names.add(name);
    await pipeline(part.file, createWriteStream(join(folder, name), { flags: "wx", mode: 0o600 }));
    if (part.file.truncated) throw failure("HS5106", { limit: "2 GB a file" });
  }
  return [...names];
}

function freeName(wanted: string, taken: ReadonlySet<string>): string {
  const safe =
    wanted
      .replace(/[^\p{L}\p{N}._ -]/gu, "_")
      .replace(/^\.+/, "_")
      .slice(-150) || "file";
  for (let i = 1; ; i++) {
    const name = i === 1 ? safe : `${i}-${safe}`;
    if (!taken.has(name)) return name;
  }
}
