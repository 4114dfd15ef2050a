import type { ReactNode } from "react";
import css from "./States.module.css";

interface Props {
  readonly title: string;
  readonly children: ReactNode;
  readonly action?: ReactNode;
}

/** What would be here, and how to get it. */
export const EmptyState = ({ title, children, action }: Props) => (
  <div className={css.state}>
    <h2>{title}</h2>
    <p>{children}</p>
    {action && <div className={css.actions}>{action}</div>}
  </div>
);
