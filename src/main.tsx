import '@fontsource-variable/source-sans-3/wght.css';
import { StrictMode, startTransition } from 'react';
import { createRoot } from 'react-dom/client';
import { createSession, readPageOptions, writePageOptions } from '#session';
import { App } from '#ui';

const element = document.getElementById('app');
if (element === null) throw new Error('index.html has no element with the id "app".');

const { theme, present, embed } = readPageOptions(window.location.search);

const root = createRoot(element);
const session = createSession();

// As a transition the first picture is made in slices, between which the page hears its workers and its person.
startTransition(() =>
  root.render(
    <StrictMode>
      <App
        session={session}
        look={{ theme, present, embed }}
        onLookChange={(change) => {
          const { pathname, search, hash } = window.location;
          window.history.replaceState(
            window.history.state,
            '',
            `${pathname}${writePageOptions(search, change)}${hash}`,
          );
        }}
      />
    </StrictMode>,
  ),
);
