import { greet } from './start-worker.ts';

/** Answers, when asked, whether a worker of this browser can draw with WebGL2, which an OffscreenCanvas needs. */
self.addEventListener('message', () => {
  const canDraw =
    typeof OffscreenCanvas !== 'undefined' && new OffscreenCanvas(1, 1).getContext('webgl2') !== null;
  self.postMessage(canDraw);
});
greet();
