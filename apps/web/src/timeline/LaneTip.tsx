import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { observationsQuery } from "../api/queries.ts";
import { axisWidth } from "./frame.ts";
import css from "./LaneTip.module.css";

/** Where a measurement came from can be asked for by these. */
interface Origin {
  readonly patient: string;
  readonly code: string;
  readonly at: number;
  readonly key: string;
}

export interface Hit {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly lines: readonly { readonly strong: string; readonly soft: string }[];
  readonly note?: string;
  readonly origin?: Origin;
}

const Provenance = ({ origin }: { readonly origin: Origin }) => {
  const [settled] = useDebouncedValue(origin, 250);
  const waiting = settled.key !== origin.key;
  const { data } = useQuery({
    ...observationsQuery(settled.patient, settled.code, settled.at, settled.at + 1),
    enabled: !waiting,
  });
  const found = waiting ? undefined : data?.items.find(({ key }) => key === settled.key);
  if (!found) return <p className={css.source}>{data && !waiting ? "source not recorded" : " "}</p>;
  const { source, asReceived } = found;
  const parts = [source.system, source.device, source.resource].filter(Boolean).join(" · ");
  return (
    <p className={css.source}>
      {parts}
      {asReceived.unit !== null && ` · received as ${asReceived.value} ${asReceived.unit}`}
    </p>
  );
};

/** What stands under the pointer: value, time, why it was refused, where it came from. */
export const LaneTip = ({ hit }: { readonly hit: Hit }) => {
  const toLeft = hit.x > hit.width * 0.6;
  return (
    <div
      className={css.tip}
      role="tooltip"
      style={{
        left: axisWidth + hit.x,
        top: hit.y,
        transform: `translate(${toLeft ? "calc(-100% - 12px)" : "12px"}, -50%)`,
      }}
    >
      {hit.lines.map(({ strong, soft }) => (
        <p key={strong + soft}>
          <strong>{strong}</strong> <span>{soft}</span>
        </p>
      ))}
      {hit.note && <p className={css.note}>{hit.note}</p>}
      {hit.origin && <Provenance origin={hit.origin} />}
    </div>
  );
};
