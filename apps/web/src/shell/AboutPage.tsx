import css from "./AboutPage.module.css";
import { Page } from "./Page.tsx";

export const AboutPage = () => (
  <Page title="About Homeostat">
    <div className={css.prose}>
      <p>
        Homeostat keeps a <em>twin</em> of each person: a published model of their physiology, held in step
        with their own measurements. The twin says what is likely next, how sure it is, and what would change
        if a meal, a dose or a walk were different.
      </p>
      <h2>Research use</h2>
      <p>
        Decision support for research use; not a cleared medical device. Nothing on these pages is to be used
        alone to treat a person.
      </p>
      <h2>How to read a chart</h2>
      <p>
        A solid dot was measured. A line is what the twin believes. The fan to the right of “now” holds 50, 80
        and 95 of 100 likely futures; its dashed middle is as likely to be passed as not. A second colour is a
        change that somebody is trying; nothing is given or saved until they say so. A hollow point was
        refused and says why.
      </p>
      <h2>The virtual clinic</h2>
      <p>
        People marked <em>virtual</em> are made by the project’s own generator from published models, with
        their true parameters recorded, so that every twin can be held against the truth. Streams marked{" "}
        <em>stochastic</em> (pressure, weight, heart rate, steps) come from documented random processes until
        their models exist. The clinic’s time is simulated.
      </p>
      <h2>For machines</h2>
      <p>
        Everything on these pages is a documented call: see the <a href="/docs">API</a>.
      </p>
    </div>
  </Page>
);
