import { useTranslations } from 'use-intl';
import { usePage } from '../context/page.tsx';
import { ExportButtons } from '../export/ExportButtons.tsx';
import { OpenGlossary } from '../glossary/OpenGlossary.tsx';
import { useMedia } from '../hooks/useMedia.ts';
import { NARROW } from '../layout.ts';
import { CopyLink } from './CopyLink.tsx';
import { HeaderMenu } from './HeaderMenu.tsx';
import { HelpButton } from './HelpButton.tsx';
import { LanguageSwitch } from './LanguageSwitch.tsx';
import { Logo } from './Logo.tsx';
import { PresentButtons } from './PresentButtons.tsx';
import { PresetSelect } from './PresetSelect.tsx';
import { ThemeSwitch } from './ThemeSwitch.tsx';
import { ViewTabs } from './ViewTabs.tsx';

/** The name, the views, and what concerns the page as a whole; a menu holds what has no room. */
export function Header() {
  const t = useTranslations('page');
  const { present } = usePage();
  const narrow = useMedia(NARROW);

  return (
    <header className="header">
      <h1 className="brand">
        <Logo />
        <span>{t('title')}</span>
      </h1>
      <ViewTabs />
      <div className="header-tools">
        {!narrow && !present && (
          <>
            <PresetSelect />
            <CopyLink />
            <ExportButtons />
          </>
        )}
        {!narrow && <PresentButtons />}
        <ThemeSwitch />
        <LanguageSwitch />
        {narrow ? (
          <HeaderMenu>
            <PresetSelect />
            <CopyLink />
            <ExportButtons />
            <PresentButtons withWord />
            <OpenGlossary />
            <HelpButton withWord />
          </HeaderMenu>
        ) : (
          <HelpButton />
        )}
      </div>
    </header>
  );
}
