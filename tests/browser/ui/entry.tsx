import '@fontsource-variable/source-sans-3/wght.css';
import { createRoot } from 'react-dom/client';
import { readPageOptions } from '#session';
import { App } from '#ui';
import { createFixture } from './fixture.ts';
import { isStateName } from './stateNames.ts';

// The page over a state made up for it: ?state=NAME&steps=S&ways=N&live=1, and the page's own view, lang, theme, ...
// `#NAME` shows another state instead, without loading the page again.
const query = new URLSearchParams(window.location.search);
const root = createRoot(document.getElementById('app')!);

function show(): void {
  const name = window.location.hash.slice(1) || (query.get('state') ?? 'running');
  if (!isStateName(name)) throw new Error(`There is no state "${name}".`);
  root.render(
    <App
      key={name}
      session={createFixture(name, {
        steps: Number(query.get('steps') ?? 5),
        ways: Number(query.get('ways') ?? 5),
        shots: Number(query.get('shots') ?? 1),
        live: query.get('live') === '1',
      })}
      look={readPageOptions(window.location.search)}
      onLookChange={() => {}}
    />,
  );
  document.documentElement.dataset.state = name;
}

show();
window.addEventListener('hashchange', show);
