import type { Problem } from "@homeostat/server/contract";

/** A request that the server refused (with its problem) or that never reached it (`problem` is null). */
export class RequestError extends Error {
  readonly status: number;
  readonly problem: Problem | null;

  constructor(message: string, status: number, problem: Problem | null) {
    super(message);
    this.name = "RequestError";
    this.status = status;
    this.problem = problem;
  }
}

const isProblem = (body: unknown): body is Problem =>
  typeof body === "object" && body !== null && "code" in body && "message" in body;

const refusal = async (response: Response): Promise<RequestError> => {
  const text = await response.text();
  const body = parsed(text);
  if (isProblem(body)) return new RequestError(body.message, response.status, body);
  return new RequestError(`The server answered ${response.status}.`, response.status, null);
};

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
};

/** Sends a request; throws `RequestError` for anything but success. */
export const send = async (path: string, init: RequestInit = {}): Promise<Response> => {
  let response: Response;
  try {
    response = await fetch(path, init);
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new RequestError("The server cannot be reached.", 0, null);
  }
  if (!response.ok) throw await refusal(response);
  return response;
};

export const getJson = async <T>(path: string, signal?: AbortSignal): Promise<T> =>
  (await (await send(path, signal ? { signal } : {})).json()) as T;

export const postJson = async <T>(path: string, body: unknown): Promise<T> => {
  const response = await send(path, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  return (await response.json()) as T;
};

export const remove = async (path: string): Promise<void> => {
  await send(path, { method: "DELETE" });
};

export const query = (values: Readonly<Record<string, string | number | undefined>>): string => {
  const pairs = Object.entries(values).filter(([, value]) => value !== undefined);
  return pairs.length === 0
    ? ""
    : `?${new URLSearchParams(pairs.map(([name, value]) => [name, String(value)]))}`;
};
