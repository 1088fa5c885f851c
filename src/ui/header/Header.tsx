import { CircleQuestionMark, Menu } from 'lucide-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useDialogs } from '../context/dialogs.tsx';
import { usePage } from '../context/page.tsx';
import { useMedia } from '../hooks/useMedia.ts';
import { PHONE } from '../layout.ts';
import { CopyLink } from './CopyLink.tsx';
import { LanguageSwitch } from './LanguageSwitch.tsx';
import { Logo } from './Logo.tsx';
import { PresetSelect } from './PresetSelect.tsx';
import { ThemeSwitch } from './ThemeSwitch.tsx';
import { ViewTabs } from './ViewTabs.tsx';

/** The name, and what concerns the page as a whole. On a phone a menu holds what has no room. */
export function Header() {
  const t = useTranslations();
  const { present } = usePage();
  const openDialog = useDialogs();
  const onPhone = useMedia(PHONE);
  const [menuOpen, setMenuOpen] = useState(false);

  const help = (
    <button
      type="button"
      className={onPhone ? 'button quiet' : 'button quiet square'}
      aria-label={t('header.help')}
      title={t('header.help')}
      onClick={() => openDialog('help')}
    >
      <CircleQuestionMark className="icon" />
      {onPhone && t('header.help')}
    </button>
  );

  return (
    <header className="header">
      <h1 className="brand">
        <Logo />
        {t('page.title')}
      </h1>
      {!onPhone && <ViewTabs />}
      <div className="header-tools">
        {!onPhone && !present && (
          <>
            <PresetSelect />
            <CopyLink />
          </>
        )}
        <ThemeSwitch />
        <LanguageSwitch />
        {!onPhone && help}
        {onPhone && (
          <button
            type="button"
            className="button quiet square"
            aria-label={t('header.menu')}
            aria-expanded={menuOpen}
            aria-controls="phone-menu"
            onClick={() => setMenuOpen(!menuOpen)}
          >
            <Menu className="icon" />
          </button>
        )}
      </div>
      {onPhone && menuOpen && (
        <div className="phone-menu" id="phone-menu">
          <ViewTabs />
          <PresetSelect />
          <CopyLink />
          {help}
        </div>
      )}
    </header>
  );
}
