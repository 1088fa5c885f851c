import type { Page } from '@playwright/test';

/** The values that the browser keeps in a store of a database, as the page has written them by now. */
export function valuesKept<Value>(page: Page, database: string, store: string): Promise<Value[]> {
  return page.evaluate(
    ([name, of]) =>
      new Promise<Value[]>((resolve, reject) => {
        const request = indexedDB.open(name);
        request.onerror = () => reject(request.error);
        request.onsuccess = () => {
          const all = request.result.transaction(of).objectStore(of).getAll();
          all.onerror = () => reject(all.error);
          all.onsuccess = () => {
            request.result.close();
            resolve(all.result);
          };
        };
      }),
    [database, store] as const,
  );
}
