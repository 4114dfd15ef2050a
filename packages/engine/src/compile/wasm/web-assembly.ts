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

/** Undefined where there is none with vectors, and where a page's content security policy forbids it. */
export function webAssembly(): WebAssemblyInterface | undefined {
  const { WebAssembly: wasm } = globalThis as { readonly WebAssembly?: WebAssemblyInterface };
  if (wasm === undefined) return undefined;
  if (asked?.wasm !== wasm) asked = { wasm, allowed: wasm.validate(vectorModule) && compiles(wasm) };
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

/** A module with one function that pushes a vector of zeros and drops it: valid where there are vectors. */
const vectorModule = Uint8Array.of(
  ...[...emptyModule, 1, 4, 1, 0x60, 0, 0, 3, 2, 1, 0, 10, 23, 1, 21, 0, 0xfd, 0x0c],
  ...[...new Uint8Array(16), 0x1a, 0x0b],
);
