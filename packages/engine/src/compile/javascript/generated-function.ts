/** The one place where text becomes code. Returns undefined where the page or runtime forbids it. */
export function generatedFunction<F extends (...given: never[]) => unknown>(
  parameters: readonly string[],
  body: string,
): F | undefined {
  try {
    return new Function(...parameters, body) as unknown as F;
  } catch (error) {
    if (error instanceof EvalError) return undefined;
    throw error;
  }
}
