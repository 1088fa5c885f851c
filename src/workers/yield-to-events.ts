/**
 * Resolves in a task of its own, so that messages, presses and painting that wait get their turn.
 * Not `scheduler.yield`, whose continuation goes ahead of waiting messages; not `setTimeout`, which
 * browsers delay by 4 ms when nested.
 */
export function yieldToEvents(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
