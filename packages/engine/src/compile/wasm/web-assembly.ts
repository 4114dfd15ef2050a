/** The part of the WebAssembly interface that the engine uses; pages, workers and servers all have it. */
interface WebAssemblyInterface {
  validate(bytes: Uint8Array): boolean;
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (
    module: object,
    imports: Readonly<Record<string, Readonly<Record<string, unknown>>>>,
  ) => { readonly exports: Readonly<Record<string, unknown>> };
}

export interface WasmMemory {
  readonly buffer: ArrayBuffer;
  grow(pages: number): number;
}

/** Undefined where there is none, and where a page's content security policy forbids it. */
export function webAssembly(): WebAssemblyInterface | undefined {
  const { WebAssembly: wasm } = globalThis as { readonly WebAssembly?: WebAssemblyInterface };
  if (wasm === undefined) return undefined;
  if (asked?.wasm !== wasm) asked = { wasm, allowed: compiles(wasm) };
  return asked.allowed ? wasm : undefined;
}

/** Asked once: each refusal is reported to the page. */
let asked: { readonly wasm: WebAssemblyInterface; readonly allowed: boolean } | undefined;

/** A policy lets a module be validated, and refuses to compile it. */
function compiles(wasm: WebAssemblyInterface): boolean {
  try {
    return new wasm.Module(emptyModule) !== undefined;
  } catch {
    return false;
  }
}

/** The magic number and the version: a module with nothing in it. */
const emptyModule = Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0);
