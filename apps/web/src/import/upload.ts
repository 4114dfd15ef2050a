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

/**
 * Sends files for import and tells how much of them has been sent. The browser's `fetch` cannot tell that.
 * @returns the job that reads them, which goes on by itself
 */
export const upload = (files: readonly File[], onSent: (share: number) => void): Promise<Job> => {
  const { promise, resolve, reject } = Promise.withResolvers<Job>();
  const body = new FormData();
  for (const file of files) body.append("files", file, file.name);
  const request = new XMLHttpRequest();
  request.open("POST", "/api/imports");
  request.upload.onprogress = ({ loaded, total }) => onSent(total > 0 ? loaded / total : 0);
  request.onerror = () => reject(new RequestError("The server cannot be reached.", 0, null));
  request.onload = () =>
    request.status < 300 ? resolve(answerOf(request) as Job) : reject(refusal(request));
  request.send(body);
  return promise;
};
