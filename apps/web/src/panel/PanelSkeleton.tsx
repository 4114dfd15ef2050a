import { Skeleton } from "@mantine/core";
import css from "./Panel.module.css";

const rows = Array.from({ length: 9 }, (_, index) => index);

export const PanelSkeleton = () => (
  <section aria-busy="true" aria-label="Loading people">
    {rows.map((row) => (
      <div key={row} className={css.bones}>
        <Skeleton height={13} width={`${48 + ((row * 17) % 30)}%`} />
        <Skeleton height={10} width="34%" />
        <Skeleton height={11} width={`${40 + ((row * 23) % 35)}%`} />
      </div>
    ))}
  </section>
);
