import type { Job, Problem } from "@homeostat/server/contract";
import { RequestError } from "../api/request.ts";

const answerOf = (request: XMLHttpRequest): unknown => {
  try {
    return JSON.parse(request.responseText);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
};

const refusal = (request: XMLHttpRequest): RequestError => {
  const body = answerOf(request);
  const problem = typeof body === "object" && body !== null && "code" in body ? (body as Problem) : null;
  return new RequestError(
    problem?.message ?? `The server answered ${request.status}.`,
    request.status,
    problem,
  );
};

/** How much of the files has been sent, 0 to 1, and in how long. */
export interface Sent {
  readonly share: number;
  readonly milliseconds: number;
}

/**
 * Sends files for import and tells how much of them has been sent. The browser's `fetch` cannot tell that.
 * @returns the job that reads them, which goes on by itself; null where the signal stopped the sending
 */
export const upload = (
  files: readonly File[],
  onSent: (sent: Sent) => void,
  signal: AbortSignal,
): Promise<Job | null> => {
  const { promise, resolve, reject } = Promise.withResolvers<Job | null>();
  const body = new FormData();
  for (const file of files) body.append("files", file, file.name);
  const request = new XMLHttpRequest();
  request.open("POST", "/api/imports");
  const begun = performance.now();
  request.upload.onprogress = ({ loaded, total }) =>
    onSent({ share: total > 0 ? loaded / total : 0, milliseconds: performance.now() - begun });
  request.onabort = () => resolve(null);
  signal.addEventListener("abort", () => request.abort(), { once: true });
  request.onerror = () => reject(new RequestError("The server cannot be reached.", 0, null));
  request.onload = () =>
    request.status < 300 ? resolve(answerOf(request) as Job) : reject(refusal(request));
  request.send(body);
  return promise;
};
