import type { SavedPlan } from "@homeostat/server/contract";
import { Button, Input, Popover } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { personPath } from "../api/queries.ts";
import { postJson } from "../api/request.ts";
import { type Change, described, kindOf } from "./kinds.ts";
import css from "./SavePlan.module.css";

const suggestion = (changes: readonly Change[]): string => changes.map(described).join("; ").slice(0, 120);

/** Keeps what is being tried as a plan, under a name. */
export const SavePlan = ({
  patient,
  changes,
}: {
  readonly patient: string;
  readonly changes: readonly Change[];
}) => {
  const client = useQueryClient();
  const [opened, setOpened] = useState(false);
  const [name, setName] = useState("");
  const save = useMutation({
    mutationFn: () => postJson<SavedPlan>(`${personPath(patient)}/plans`, { name: name.trim(), changes }),
    onSuccess: () => {
      setOpened(false);
      return client.invalidateQueries({ queryKey: ["plans", patient] });
    },
  });
  const open = () => {
    setName(suggestion(changes));
    save.reset();
    setOpened(true);
  };
  const kindsTried = new Set(changes.map(kindOf)).size;
  return (
    <Popover opened={opened} onChange={setOpened} position="top-end" shadow="md" trapFocus returnFocus>
      <Popover.Target>
        <Button size="compact-sm" disabled={kindsTried === 0} onClick={open}>
          Save as plan…
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <form
          className={css.form}
          onSubmit={(event) => {
            event.preventDefault();
            save.mutate();
          }}
        >
          <label htmlFor="plan-name">Name of the plan</label>
          <Input
            id="plan-name"
            size="sm"
            maxLength={200}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          {save.error && <p role="alert">{save.error.message}</p>}
          <div>
            <Button size="compact-sm" variant="subtle" color="gray" onClick={() => setOpened(false)}>
              Cancel
            </Button>
            <Button size="compact-sm" type="submit" loading={save.isPending} disabled={name.trim() === ""}>
              Save
            </Button>
          </div>
        </form>
      </Popover.Dropdown>
    </Popover>
  );
};
