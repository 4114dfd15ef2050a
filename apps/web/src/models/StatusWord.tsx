import css from "./StatusWord.module.css";

const meaning: Readonly<Record<string, string>> = {
  verified: "Reproduces the reference numbers of the published model.",
  calibrated: "Fitted to this person’s data.",
  "validated retrospectively": "Predicted held-out outcomes within a margin declared beforehand.",
  unvalidated: "Not yet held against reference numbers or outcomes.",
};

/** One of four words, never mixed; the hover says what it means. */
export const StatusWord = ({ status }: { readonly status: string }) => (
  <span className={css.word} data-status={status} title={meaning[status]}>
    {status}
  </span>
);
