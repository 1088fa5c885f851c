import { useEffect } from 'react';

/** Elements that take a key for themselves. */
const TAKERS = {
  ' ': 'input, select, textarea, button, a, summary, dialog, [role=radio]',
  '?': 'input, textarea, dialog',
};

/** Does something when a key is pressed that nothing on the page has taken for itself. */
export function useShortcut(key: keyof typeof TAKERS, action: () => void): void {
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      const target = event.target instanceof Element ? event.target : null;
      if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || event.key !== key) return;
      if (target?.closest(TAKERS[key])) return;
      event.preventDefault();
      action();
    }
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [key, action]);
}
