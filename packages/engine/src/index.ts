export { HomeostatError } from "./errors/homeostat-error.ts";
export type { ErrorDetails, ErrorPlace, ErrorRule } from "./errors/homeostat-error.ts";
export { type ErrorCode, errorRegistry, failure } from "./errors/registry.ts";
