import { joined, name, signed, unsigned, vector } from "./bytes.ts";
import type { ConstantPool } from "./constant-pool.ts";
import type { FunctionCode, Signature } from "./function-code.ts";
import { valueTypes } from "./opcodes.ts";

/** A function of the embedder, called by its index before all functions of the module. */
export interface ImportedFunction {
  readonly name: string;
  readonly signature: Signature;
}

/**
 * Writes a module (WebAssembly core specification, 5.5): imports under "math", functions, one memory exported as
 * "memory", and the functions that are exported by name.
 */
export class ModuleWriter {
  readonly imports: ImportedFunction[] = [];
  private readonly functions: FunctionCode[] = [];
  private readonly exported: { readonly name: string; readonly index: number }[] = [];

  /** The index of an imported function; all are named before the first function is added. */
  importFunction(imported: ImportedFunction): number {
    const known = this.imports.findIndex((other) => other.name === imported.name);
    return known >= 0 ? known : this.imports.push(imported) - 1;
  }

  add(code: FunctionCode, exportedAs?: string): number {
    const index = this.imports.length + this.functions.push(code) - 1;
    if (exportedAs !== undefined) this.exported.push({ name: exportedAs, index });
    return index;
  }

  /** The module; its constants stand in memory from the pool's base on. */
  bytes(pool: ConstantPool): Uint8Array {
    const bodies = this.functions.map((code) => code.encoded(pool));
    const pages = Math.ceil(pool.end / 65536);
    const constants = pool.bytes();
    const signatures = [...this.imports, ...this.functions].map((one) => signatureBytes(one.signature));
    const types = [...new Map(signatures.map((bytes) => [bytes.join(), bytes])).values()];
    const typeOf = (index: number) => types.findIndex((bytes) => bytes.join() === signatures[index]!.join());
    const imported = this.imports.map((one, i) => [
      ...name("math"),
      ...name(one.name),
      0x00,
      ...unsigned(typeOf(i)),
    ]);
    const declared = this.functions.map((_, i) => unsigned(typeOf(this.imports.length + i)));
    const exports = this.exported.map((one) => [...name(one.name), 0x00, ...unsigned(one.index)]);
    return joined([
      [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
      section(1, vector(types)),
      section(2, vector(imported)),
      section(3, vector(declared)),
      section(5, vector([[0x00, ...unsigned(pages)]])),
      section(7, vector([[...name("memory"), 0x02, 0x00], ...exports])),
      section(10, vector(bodies)),
      section(
        11,
        vector([
          joined([[0x00, 0x41, ...signed(pool.base), 0x0b, ...unsigned(constants.length)], constants]),
        ]),
      ),
    ]);
  }
}

const section = (id: number, content: Uint8Array): Uint8Array =>
  joined([[id], unsigned(content.length), content]);

const signatureBytes = ({ takes, gives }: Signature): number[] => [
  0x60,
  ...vector(takes.map((type) => [valueTypes[type]])),
  ...vector(gives.map((type) => [valueTypes[type]])),
];
