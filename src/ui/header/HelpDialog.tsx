import { useTranslations } from 'use-intl';
import { Dialog } from '../controls/Dialog.tsx';
import { OpenGlossary } from '../glossary/OpenGlossary.tsx';
import { tags } from '../i18n/tags.tsx';
import { useList } from '../i18n/useList.ts';
import { viewNames } from '../views.ts';

const PARAGRAPHS = ['loops', 'answers', 'random', 'charts'] as const;

/** What the page shows, and its keys. Open for as long as it is rendered. */
export function HelpDialog(props: { onClose: () => void }) {
  const t = useTranslations('help');

  return (
    <Dialog className="help" title={t('title')} onClose={props.onClose}>
      {PARAGRAPHS.map((key) => (
        <p key={key}>{t.rich(key, tags)}</p>
      ))}
      <p>
        <OpenGlossary />
      </p>
      <h3>{t('keys')}</h3>
      <Keys />
    </Dialog>
  );
}

/** Every key of the page and of its views. */
function Keys() {
  const t = useTranslations();
  const list = useList();
  const views = list(viewNames.map((name) => t(`views.${name}`)));
  const keys = [
    [t('help.spaceKey'), t('help.space')],
    [`1–${viewNames.length}`, t('help.digits', { views })],
    [t('help.arrowsKey'), t('help.arrows')],
    ['Home, End', t('help.ends')],
    ['Tab', t('help.tab')],
    ['Enter', t('help.enter')],
    ['Esc', t('help.escape')],
    ['?', t('help.question')],
  ];
  return (
    <dl className="keys">
      {keys.map(([key, meaning]) => (
        <div key={key}>
          <dt>
            <kbd>{key}</kbd>
          </dt>
          <dd>{meaning}</dd>
        </div>
      ))}
    </dl>
  );
}
