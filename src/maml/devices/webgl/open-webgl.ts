import type { BackendReport } from '../../learner.ts';
import type { BackendChoice } from '../../settings.ts';
import { openContext } from './context.ts';
import { WebglDevice } from './webgl-device.ts';

const SOFTWARE = /swiftshader|llvmpipe|softpipe|software|basic render/i;

/**
 * Opens WebGL, or tells why the browser's is not good enough: results must be exact to float32.
 *
 * @param requested for the report
 */
export function openWebgl(
  requested: BackendChoice,
): WebglDevice | { reason: NonNullable<BackendReport['reason']> } {
  const context = openContext();
  if ('reason' in context) return context;
  const { renderer } = context;
  return new WebglDevice(context, {
    backend: 'webgl',
    requested,
    renderer,
    software: SOFTWARE.test(renderer),
  });
}
