import { Skeleton } from "@mantine/core";
import header from "./PatientHeader.module.css";
import css from "./PatientPage.module.css";

/** The bones of the page that is coming. */
export const PatientSkeleton = () => (
  <section className={css.view} aria-busy="true" aria-label="Loading this person">
    <div className={header.header}>
      <div>
        <Skeleton height={24} width={240} mb={12} />
        <Skeleton height={14} width={380} mb={8} />
        <Skeleton height={14} width={300} />
      </div>
      <Skeleton height={40} width={120} />
    </div>
    <div className={css.body}>
      <Skeleton height={28} width={300} mt={8} mb={24} />
      <Skeleton height={250} mb={8} />
      <Skeleton height={78} mb={8} />
      <Skeleton height={56} mb={8} />
    </div>
  </section>
);
