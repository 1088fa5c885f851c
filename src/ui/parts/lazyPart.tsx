import { type ComponentType, use } from 'react';
import { once } from './once.ts';

type Load<Props> = () => Promise<{ default: ComponentType<Props> }>;

/** A component that is loaded when it is first shown. Unlike React's own, it can be loaded after a failure. */
export function lazyPart<Props extends object>(load: Load<Props>): ComponentType<Props> {
  const part = once(load);
  return (props) => <Loaded part={part} props={props} />;
}

function Loaded<Props extends object>({ part, props }: { part: Load<Props>; props: Props }) {
  const { default: Part } = use(part());
  return <Part {...props} />;
}
