import { randomUUID } from "node:crypto";
import { HomeostatError } from "@homeostat/engine";
import type { FastifyError, FastifyReply, FastifyRequest } from "fastify";
import type { Problem } from "../contract/schemas.ts";
import { failure } from "../errors/registry.ts";

const problemOf = ({ code, message, rule, cure, place }: HomeostatError): Problem => ({
  code,
  message,
  rule,
  cure,
  place,
});

/** The one place that catches: whatever was thrown leaves as a problem with a code of the registry. */
export function answerError(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
  const known = error instanceof HomeostatError ? error : translate(error as FastifyError);
  if (known.status >= 500)
    request.log.error({ err: known.cause ?? known, code: known.code }, "request failed");
  void reply.status(known.status).send(problemOf(known));
}

/** Fastify's own refusals, in our words. */
function translate(error: FastifyError): HomeostatError {
  if (error.validation)
    return failure("HS5101", { problem: validationProblem(error) }, { path: error.validationContext ?? "" });
  switch (error.code) {
    case "FST_ERR_CTP_INVALID_MEDIA_TYPE":
    case "FST_INVALID_MULTIPART_CONTENT_TYPE":
      return failure("HS5113", { type: "another type" });
    case "FST_ERR_CTP_BODY_TOO_LARGE":
    case "FST_REQ_FILE_TOO_LARGE":
    case "FST_FILES_LIMIT":
      return failure("HS5106", { limit: "the limit of this request" });
    default:
      if (error.statusCode !== undefined && error.statusCode < 500)
        return failure("HS5101", { problem: error.message });
      return failure("HS5107", { reference: randomUUID() }, {}, error);
  }
}

function validationProblem({ validation, validationContext }: FastifyError): string {
  const first = validation?.[0];
  const where = first?.instancePath ? ` at ${first.instancePath}` : "";
  return `the ${validationContext ?? "request"}${where} ${first?.message ?? "is not as expected"}`;
}
