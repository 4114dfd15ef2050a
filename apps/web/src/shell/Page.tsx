import type { ReactNode } from "react";
import { useEffect } from "react";
import css from "./Page.module.css";

interface Props {
  readonly title: string;
  readonly lead?: ReactNode;
  readonly children: ReactNode;
}

export const useTitle = (title: string): void => {
  useEffect(() => {
    document.title = `${title} · Homeostat`;
  }, [title]);
};

/** A page that is read from top to bottom. */
export const Page = ({ title, lead, children }: Props) => {
  useTitle(title);
  return (
    <main id="main" className={css.page} tabIndex={-1}>
      <div className={css.column}>
        <header className={css.head}>
          <h1>{title}</h1>
          {lead && <p>{lead}</p>}
        </header>
        {children}
      </div>
    </main>
  );
};
