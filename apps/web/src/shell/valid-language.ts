/**
 * A browser on a POSIX locale tells a language that `Intl` refuses ("en-US@posix"), and the chart library asks `Intl` for
 * it as it loads. Import this before anything else.
 */
export function validLanguage(told: string): string {
  const [plain = ""] = told.split("@");
  try {
    return Intl.getCanonicalLocales(plain)[0] ?? "en";
  } catch (error) {
    if (error instanceof RangeError) return "en";
    throw error;
  }
}

const language = validLanguage(navigator.language);
if (language !== navigator.language) Object.defineProperty(navigator, "language", { value: language });
