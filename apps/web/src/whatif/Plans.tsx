import type { SavedPlan } from "@homeostat/server/contract";
import { ActionIcon, Button, Popover } from "@mantine/core";
import { IconTrash } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { personPath, plansQuery } from "../api/queries.ts";
import { remove } from "../api/request.ts";
import { moment } from "../format/time.ts";
import type { Change } from "./kinds.ts";
import css from "./Plans.module.css";

interface Props {
  readonly patient: string;
  readonly offset: number;
  readonly now: number;
  readonly onLoad: (changes: readonly Change[]) => void;
}

const Plan = ({ plan, patient, offset, now, onLoad }: Props & { readonly plan: SavedPlan }) => {
  const client = useQueryClient();
  const erase = useMutation({
    mutationFn: () => remove(`${personPath(patient)}/plans/${encodeURIComponent(plan.id)}`),
    onSuccess: () => client.invalidateQueries({ queryKey: ["plans", patient] }),
  });
  return (
    <li>
      <button type="button" onClick={() => onLoad(plan.scenario.changes)}>
        {plan.scenario.name}
        <span>saved {moment(plan.savedAt, now, offset)}</span>
      </button>
      <ActionIcon
        size="sm"
        variant="subtle"
        color="gray"
        aria-label={`Delete plan ${plan.scenario.name}`}
        onClick={() => erase.mutate()}
      >
        <IconTrash size={14} />
      </ActionIcon>
    </li>
  );
};

/** Plans that were saved for this person: open one again, or delete it. */
export const Plans = (props: Props) => {
  const { data: plans = [] } = useQuery(plansQuery(props.patient));
  if (plans.length === 0) return null;
  return (
    <Popover position="top-end" shadow="md" trapFocus returnFocus>
      <Popover.Target>
        <Button size="compact-sm" variant="subtle" color="gray">
          Saved plans ({plans.length})
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <ul className={css.plans}>
          {plans.map((plan) => (
            <Plan key={plan.id} plan={plan} {...props} />
          ))}
        </ul>
      </Popover.Dropdown>
    </Popover>
  );
};
