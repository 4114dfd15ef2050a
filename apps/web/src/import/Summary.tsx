import type { ImportSummary } from "@homeostat/server/contract";
import css from "./ImportPage.module.css";

const facts = [
  ["files", "files"],
  ["resources", "resources"],
  ["observations", "observations"],
  ["context", "kept as context"],
  ["refused", "refused"],
  ["new", "new rows"],
] as const;

const Refusals = ({ refusals }: Pick<ImportSummary, "refusals">) => (
  <table className={css.refusals}>
    <thead>
      <tr>
        <th scope="col">Refused</th>
        <th scope="col">Why</th>
        <th scope="col">Where</th>
        <th scope="col">What to do</th>
      </tr>
    </thead>
    <tbody>
      {refusals.map(({ code, message, cure, count, places }) => (
        <tr key={code + message}>
          <td>{count.toLocaleString("en-GB")}</td>
          <td>
            {message} <code>{code}</code>
          </td>
          <td className={css.places}>
            {places.map((place) => (
              <code key={place} title={place}>
                {place}
              </code>
            ))}
          </td>
          <td>{cure}</td>
        </tr>
      ))}
    </tbody>
  </table>
);

const Remarks = ({ remarks = [] }: Pick<ImportSummary, "remarks">) => (
  <ul className={css.remarks}>
    {remarks.map(({ code, message, cure, places }) => (
      <li key={code}>
        {message} <span className={css.soft}>{cure}</span> <code>{places.join(", ")}</code>
      </li>
    ))}
  </ul>
);

/** What an import read, kept and refused, and why. */
export const Summary = ({ summary }: { readonly summary: ImportSummary }) => (
  <>
    <dl className={css.facts}>
      {facts.map(([name, title]) => (
        <div key={name}>
          <dd>{summary[name].toLocaleString("en-GB")}</dd>
          <dt>{title}</dt>
        </div>
      ))}
    </dl>
    {summary.remarks && summary.remarks.length > 0 && <Remarks remarks={summary.remarks} />}
    {summary.refusals.length > 0 && (
      <div className={css.scroll}>
        <Refusals refusals={summary.refusals} />
      </div>
    )}
  </>
);
