import type { FallbackProps } from 'react-error-boundary';
import { useStore } from 'zustand';
import { isGoing } from '#session';
import type { PageSession } from '../context/session.tsx';

/** The address of the page in a language. */
function addressIn(lang: string): string {
  const query = new URLSearchParams(window.location.search);
  query.set('lang', lang);
  return `?${query}`;
}

/** In place of the whole page where not even its words are there; so it brings its own, in every language. */
export function PageFailure({ session, resetErrorBoundary }: FallbackProps & { session: PageSession }) {
  const isTraining = useStore(session.store, ({ phase }) => isGoing(phase));
  return (
    <main className="page-failure">
      <h1>MAML Playground</h1>
      <div role="alert">
        <p>The page could not be shown. The connection may be down.</p>
        <p lang="zh-Hans">页面没能显示，网络可能断开了。</p>
      </div>
      <p className="page-failure-remedies">
        <button type="button" className="button primary" onClick={resetErrorBoundary}>
          Try again / <span lang="zh-Hans">再试一次</span>
        </button>
        {isTraining && (
          <button type="button" className="button" onClick={session.actions.pause}>
            Pause / <span lang="zh-Hans">暂停</span>
          </button>
        )}
        <a href={addressIn('en')}>English</a>
        <a href={addressIn('zh')} lang="zh-Hans">
          中文
        </a>
      </p>
    </main>
  );
}
