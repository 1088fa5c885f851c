const KEY = 'maml-playground.welcomed';

/** Where a browser keeps nothing, this visit is remembered at least. */
let welcomedNow = false;

/** Whether a person has been welcomed: they put the welcome away, or started a run. */
export function isWelcomed(): boolean {
  try {
    return welcomedNow || window.localStorage.getItem(KEY) !== null;
  } catch {
    return welcomedNow;
  }
}

/** Keeps for later visits that a person has been welcomed. */
export function keepWelcomed(): void {
  welcomedNow = true;
  try {
    window.localStorage.setItem(KEY, '1');
  } catch {
    // The browser keeps nothing: the welcome comes again at the next visit.
  }
}
