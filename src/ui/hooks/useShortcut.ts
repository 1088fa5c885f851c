import { useEffect } from 'react';

/** Elements that take a character for themselves: what is typed into, and what a dialog covers. */
const TAKERS = 'input:not([type=range]), select, textarea, dialog';

/** Elements that a space presses. */
const PRESSED = 'button, a, summary, [role=radio]';

/**
 * Does something when one of the characters is pressed, and nothing on the page has taken it for itself.
 *
 * @param keys the characters, one after the other: `' '`, `'?'`, `'1234'`
 */
export function useShortcut(keys: string, action: (key: string) => void): void {
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      const { key, target } = event;
      if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
      if (key.length !== 1 || !keys.includes(key)) return;
      if (target instanceof Element && target.closest(key === ' ' ? `${TAKERS}, ${PRESSED}` : TAKERS)) return;
      event.preventDefault();
      action(key);
    }
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [keys, action]);
}
