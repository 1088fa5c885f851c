import { useTranslations } from 'use-intl';
import { usePage } from '../context/page.tsx';

/** The other language, in its own writing. */
export function LanguageSwitch() {
  const t = useTranslations('header');
  const { lang, setLang } = usePage();
  const other = lang === 'zh' ? 'en' : 'zh';
  return (
    <button
      type="button"
      className="button quiet"
      lang={other}
      aria-label={t('languageLabel')}
      onClick={() => setLang(other)}
    >
      {t('language')}
    </button>
  );
}
