import '@fontsource-variable/source-sans-3/wght.css';
import { type ReactNode, useEffect } from 'react';
import { createRoot } from 'react-dom/client';
import { readPageOptions } from '#session';
import { App, type PageSession } from '#ui';
import { createFixture } from './fixture.ts';
import { findCrowded } from './room/index.ts';
import { hasNewShape } from './room/shape.ts';
import { isStateName } from './stateNames.ts';

// The page over a state made up for it: ?state=NAME&steps=S&ways=N&live=1, and the page's own view, lang, theme, ...
// The same after `#` shows another state, or another look, without loading the page again.
const root = createRoot(document.getElementById('app')!);

function show(): void {
  const change = window.location.hash.slice(1);
  const query = new URLSearchParams(window.location.search);
  for (const [name, value] of new URLSearchParams(change)) query.set(name, value);
  const state = query.get('state') ?? 'running';
  if (!isStateName(state)) throw new Error(`There is no state "${state}".`);
  const drawn = query.get('drawn') === '1';
  const session = createFixture(state, {
    steps: Number(query.get('steps') ?? 5),
    ways: Number(query.get('ways') ?? 5),
    shots: Number(query.get('shots') ?? 1),
    live: query.get('live') === '1',
    drawn,
    done: query.get('done') === '1',
    kept: query.get('kept') === '1',
    shipped: query.get('shipped') === '1',
  });
  root.render(
    <Shown key={change} change={change} ready={drawn ? answered(session) : Promise.resolve()}>
      <App session={session} look={readPageOptions(query.toString())} onLookChange={() => {}} />
    </Shown>,
  );
}

/** Waits until the query drawn has been answered. */
function answered({ draw: { store } }: PageSession): Promise<void> {
  return new Promise((resolve) => {
    const look = () => store.getState().answers !== null && resolve();
    store.subscribe(look);
    look();
  });
}

/** Tells what is on the page once it is there. */
function Shown(props: { change: string; ready: Promise<void>; children: ReactNode }) {
  const { change, ready } = props;
  useEffect(() => {
    void ready.then(() => {
      document.documentElement.dataset.shown = change;
    });
  }, [change, ready]);
  return props.children;
}

show();
window.addEventListener('hashchange', show);

Object.assign(window, { findCrowded, hasNewShape });
