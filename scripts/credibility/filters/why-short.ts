/** What was found out about rows that do not plainly reach the published figure. */
export const whyShort: Readonly<Record<string, string>> = {};
