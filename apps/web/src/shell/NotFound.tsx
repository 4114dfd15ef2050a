import { Link } from "@tanstack/react-router";
import { EmptyState } from "./states/EmptyState.tsx";

export const NotFound = () => (
  <EmptyState title="There is no such page" action={<Link to="/">Go to the clinic</Link>}>
    The address may be mistyped, or the person may have been erased.
  </EmptyState>
);
