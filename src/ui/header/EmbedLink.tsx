import { useTranslations } from 'use-intl';
import { type View, writePageOptions } from '#session';
import { Logo } from './Logo.tsx';

/** In another page's frame: the way to the whole page, in the same state. */
export function EmbedLink(props: { view: View }) {
  const t = useTranslations();
  const whole = () => writePageOptions(window.location.search, { embed: null, view: props.view });
  return (
    <header className="embed-head">
      <h1 className="hidden">{t('page.title')}</h1>
      <a
        className="embed-link"
        href={whole()}
        target="_blank"
        rel="noreferrer"
        // The settings may have changed since this was drawn.
        onClick={(event) => {
          event.currentTarget.href = whole();
        }}
      >
        <Logo />
        {t('views.openPage')}
      </a>
    </header>
  );
}
