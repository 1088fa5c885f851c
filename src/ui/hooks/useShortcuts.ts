import { useEffect } from 'react';

/** Elements that take the space bar, or typing, for themselves. */
const OWN_KEYS = 'input, select, textarea, button, a, summary, dialog, [role=radio]';

/** The page's keys: space toggles the run, "?" opens the help. */
export function useShortcuts(toggleRun: () => void, openHelp: () => void): void {
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      const target = event.target instanceof Element ? event.target : null;
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.code === 'Space' && !event.repeat && !target?.closest(OWN_KEYS)) {
        event.preventDefault();
        toggleRun();
      } else if (event.key === '?' && !target?.closest('input, textarea, dialog')) {
        openHelp();
      }
    }
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [toggleRun, openHelp]);
}
