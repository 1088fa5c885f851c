import '@fontsource-variable/source-sans-3/wght.css';
import { StrictMode, startTransition } from 'react';
import { createRoot } from 'react-dom/client';
import { createSession, readPageOptions, writePageOptions } from '#session';
import { App, type PageLook } from '#ui';

const element = document.getElementById('app');
if (element === null) throw new Error('index.html has no element with the id "app".');

const readLook = () => readPageOptions(window.location.search);

/** Other settings stand in the same entry of the browser's history; another view is a new one. */
function saveLook(change: Partial<PageLook>): void {
  const { pathname, search, hash } = window.location;
  const address = `${pathname}${writePageOptions(search, change)}${hash}`;
  if (change.view === undefined) window.history.replaceState(window.history.state, '', address);
  else window.history.pushState(null, '', address);
}

function onLookReturn(listener: (look: PageLook) => void): () => void {
  const tell = () => listener(readLook());
  window.addEventListener('popstate', tell);
  return () => window.removeEventListener('popstate', tell);
}

const root = createRoot(element);
const session = createSession();

// As a transition the first picture is made in slices, between which the page hears its workers and its person.
startTransition(() =>
  root.render(
    <StrictMode>
      <App session={session} look={readLook()} onLookChange={saveLook} onLookReturn={onLookReturn} />
    </StrictMode>,
  ),
);
