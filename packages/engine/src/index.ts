export type { BinaryOp, GraphReader, LeafOp, NodeId, Op, UnaryOp } from "./equations/graph.ts";
export { didYouMean, nearest } from "./errors/did-you-mean.ts";
export type { ErrorDetails, ErrorPlace, ErrorRule } from "./errors/homeostat-error.ts";
export { HomeostatError } from "./errors/homeostat-error.ts";
export { inPlace } from "./errors/in-place.ts";
export { type ErrorCode, errorRegistry, failure } from "./errors/registry.ts";
export { lower } from "./model/lower.ts";
export { type Model, model } from "./model/model.ts";
export { modelHash } from "./model/model-hash.ts";
export type {
  DoseSpec,
  EventSpec,
  InputSpec,
  ModelSpec,
  OutputSpec,
  ParameterSpec,
  Reference,
  Spread,
  StateSpec,
  Status,
  Value,
} from "./model/model-spec.ts";
export type { Slot, System, SystemEvent } from "./model/system.ts";
export { parseUnit } from "./units/ucum.ts";
export {
  canonicalUnit,
  conversionFactor,
  formatUnit,
  sameDimension,
  sameUnit,
  type Unit,
} from "./units/unit.ts";
