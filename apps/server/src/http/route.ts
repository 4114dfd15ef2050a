import type { FastifyReply, FastifyRequest } from "fastify";
import { type Static, type TSchema, Type } from "typebox";
import type { Platform } from "../platform.ts";

/** Bytes that are not JSON. */
export class Bytes {
  readonly bytes: Uint8Array;
  readonly headers: Readonly<Record<string, string>>;

  constructor(bytes: Uint8Array, headers: Readonly<Record<string, string>>) {
    this.bytes = bytes;
    this.headers = headers;
  }
}

interface Shape<P extends TSchema, Q extends TSchema, B extends TSchema, A extends TSchema> {
  readonly method: "GET" | "POST" | "DELETE";
  readonly url: string;
  readonly summary: string;
  readonly tag: string;
  readonly params?: P;
  readonly query?: Q;
  readonly body?: B;
  readonly answer: A;
}

/** What a handler is given of a request: checked, and nothing else. */
export interface Input<P, Q, B> {
  readonly params: P;
  readonly query: Q;
  readonly body: B;
}

/** One operation as data: the checks, the page at /docs and the handler are made of it. */
export interface Route {
  readonly shape: Shape<TSchema, TSchema, TSchema, TSchema>;
  /** Answers with what becomes the body: plain data, or `Bytes`. */
  readonly handle: (platform: Platform, input: Input<never, never, never>) => unknown;
}

/** A route whose answer is written while it runs (a stream), or whose body is read as it comes (an upload). */
export interface StreamingRoute {
  readonly shape: Shape<TSchema, TSchema, TSchema, TSchema>;
  readonly stream: (platform: Platform, request: FastifyRequest, reply: FastifyReply) => unknown;
}

export function route<P extends TSchema, Q extends TSchema, B extends TSchema, A extends TSchema>(
  shape: Shape<P, Q, B, A>,
  handle: (
    platform: Platform,
    input: Input<Static<P>, Static<Q>, Static<B>>,
  ) => Promise<Static<A> | Bytes> | Static<A> | Bytes,
): Route {
  return { shape, handle: handle as Route["handle"] };
}

export const Id = Type.Object({ id: Type.String({ minLength: 1, maxLength: 200 }) });
