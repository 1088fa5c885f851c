import { useTranslations } from 'use-intl';
import { type View, writePageOptions } from '#session';
import { Logo } from './Logo.tsx';

/** In another page's frame: the way to the whole page, in the same state. */
export function EmbedLink(props: { view: View }) {
  const t = useTranslations('views');
  const whole = () => writePageOptions(window.location.search, { embed: null, view: props.view });
  return (
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
      {t('openPage')}
    </a>
  );
}
