import {
  ActionIcon,
  Menu,
  SegmentedControl,
  Tooltip,
  useComputedColorScheme,
  useMantineColorScheme,
} from "@mantine/core";
import { IconHelp, IconMenu2, IconMoon, IconSun } from "@tabler/icons-react";
import { Link, useLocation, useNavigate } from "@tanstack/react-router";
import type { GlucoseUnit } from "../format/units.ts";
import { ConnectionNote } from "./ConnectionNote.tsx";
import { ClockControl } from "./clock/ClockControl.tsx";
import { prefer, usePreferences } from "./preferences.ts";
import css from "./TopBar.module.css";

const places = [
  { to: "/", name: "Clinic" },
  { to: "/accuracy", name: "Accuracy" },
  { to: "/models", name: "Models" },
  { to: "/import", name: "Import" },
] as const;

const units: GlucoseUnit[] = ["mg/dL", "mmol/L"];

const Mark = () => (
  <svg viewBox="0 0 32 32" width="24" height="24" aria-hidden="true">
    <rect width="32" height="32" rx="8" fill="var(--brand)" />
    <path
      d="M5 19c4 0 4-8 8-8s4 10 8 10 3-5 6-5"
      fill="none"
      stroke="var(--on-brand)"
      strokeWidth="2.6"
      strokeLinecap="round"
    />
  </svg>
);

const UnitsSwitch = () => {
  const { glucoseUnit } = usePreferences();
  return (
    <SegmentedControl
      size="xs"
      aria-label="Unit of glucose"
      data={units}
      value={glucoseUnit}
      onChange={(unit) => prefer({ glucoseUnit: unit === "mmol/L" ? "mmol/L" : "mg/dL" })}
    />
  );
};

const SchemeSwitch = () => {
  const { setColorScheme } = useMantineColorScheme();
  const dark = useComputedColorScheme("light") === "dark";
  const label = dark ? "Light colours" : "Dark colours";
  return (
    <Tooltip label={label}>
      <ActionIcon
        variant="subtle"
        color="gray"
        aria-label={label}
        onClick={() => setColorScheme(dark ? "light" : "dark")}
      >
        {dark ? <IconSun size={18} /> : <IconMoon size={18} />}
      </ActionIcon>
    </Tooltip>
  );
};

/** A person's page belongs to the clinic. */
const isHere = (path: string, to: string): boolean =>
  to === "/" ? path === "/" || path.startsWith("/patients") : path.startsWith(to);

const Places = () => {
  const { pathname } = useLocation();
  return (
    <nav className={css.nav} aria-label="Pages">
      {places.map(({ to, name }) => (
        <Link key={to} to={to} aria-current={isHere(pathname, to) ? "page" : undefined}>
          {name}
        </Link>
      ))}
    </nav>
  );
};

const SmallMenu = () => {
  const navigate = useNavigate();
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon className={css.small ?? ""} variant="subtle" color="gray" aria-label="Menu">
          <IconMenu2 size={20} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {places.map(({ to, name }) => (
          <Menu.Item key={to} onClick={() => void navigate({ to })}>
            {name}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item onClick={() => void navigate({ to: "/about" })}>About</Menu.Item>
        <Menu.Divider />
        <Menu.Label>Unit of glucose</Menu.Label>
        {units.map((unit) => (
          <Menu.Item key={unit} onClick={() => prefer({ glucoseUnit: unit })}>
            {unit}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
};

export const TopBar = ({ onHelp }: { readonly onHelp: () => void }) => (
  <header className={css.bar}>
    <Link to="/" className={css.brand} aria-label="Homeostat, clinic">
      <Mark />
      <span className={css.name}>Homeostat</span>
    </Link>
    <Places />
    <span className={css.space} />
    <ConnectionNote />
    <ClockControl />
    <span className={css.wide}>
      <UnitsSwitch />
    </span>
    <SchemeSwitch />
    <Tooltip label="Keyboard help (?)">
      <ActionIcon className={css.wide ?? ""} variant="subtle" color="gray" aria-label="Help" onClick={onHelp}>
        <IconHelp size={18} />
      </ActionIcon>
    </Tooltip>
    <Link to="/about" className={css.about}>
      Research use
    </Link>
    <SmallMenu />
  </header>
);
