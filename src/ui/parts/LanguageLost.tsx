import { useTranslations } from 'use-intl';
import { usePage } from '../context/page.tsx';
import { tags } from '../i18n/tags.tsx';
import { Strip } from '../notice/Strip.tsx';

/** Every language in its own writing. */
const NAMES = { en: 'English', zh: '中文' };

/** Says, above the page, that the language asked for did not come: the page stays in the one it has. */
export function LanguageLost() {
  const t = useTranslations('parts');
  const { lostLang, setLang, forgetLostLang } = usePage();
  if (lostLang === null) return null;
  return (
    <Strip trouble words={t.rich('languageLost', { ...tags, language: NAMES[lostLang] })}>
      <button type="button" className="button" onClick={() => setLang(lostLang)}>
        {t('again')}
      </button>
      <button type="button" className="button quiet" onClick={forgetLostLang}>
        {t('close')}
      </button>
    </Strip>
  );
}
