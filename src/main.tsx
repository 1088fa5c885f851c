import '@fontsource-variable/source-sans-3/wght.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createSession, readPageOptions, writePageOptions } from '#session';
import { App } from '#ui';

const element = document.getElementById('app');
if (element === null) throw new Error('index.html has no element with the id "app".');

const { theme, present } = readPageOptions(window.location.search);

createRoot(element).render(
  <StrictMode>
    <App
      session={createSession()}
      look={{ theme, present }}
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
);
