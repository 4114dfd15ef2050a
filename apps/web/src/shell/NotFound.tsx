import { Link } from "@tanstack/react-router";
import { Page } from "./Page.tsx";

export const NotFound = () => (
  <Page
    title="There is no such page"
    lead="The address may be mistyped, or who it belonged to may have been erased."
  >
    <Link to="/">Go to the clinic</Link>
  </Page>
);
