import type { ReactNode } from "react";
import css from "./Facts.module.css";

interface Fact {
  readonly name: string;
  readonly value: ReactNode;
}

/** Short facts side by side, each under its name. */
export const Facts = ({ facts }: { readonly facts: readonly Fact[] }) => (
  <dl className={css.facts}>
    {facts.map(({ name, value }) => (
      <div key={name}>
        <dt>{name}</dt>
        <dd>{value}</dd>
      </div>
    ))}
  </dl>
);
