import { type ComponentType, type ReactNode, Suspense } from 'react';
import { ErrorBoundary, type FallbackProps } from 'react-error-boundary';
import { forgetFailures } from './once.ts';

/**
 * A part of the page that may have to be loaded, and may fail, without the rest.
 *
 * @param props.of which part it is: another one gets a try of its own
 * @param props.waiting stands there until it is loaded
 * @param props.Failure stands there once it has failed, and can have it tried again
 */
export function PartBoundary(props: {
  of: string | null;
  waiting?: ReactNode;
  Failure: ComponentType<FallbackProps>;
  children: ReactNode;
}) {
  return (
    <ErrorBoundary FallbackComponent={props.Failure} resetKeys={[props.of]} onReset={forgetFailures}>
      <Suspense fallback={props.waiting}>{props.children}</Suspense>
    </ErrorBoundary>
  );
}
