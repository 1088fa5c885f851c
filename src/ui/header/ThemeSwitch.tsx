import { Moon, Sun } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { usePage } from '../context/page.tsx';

export function ThemeSwitch() {
  const t = useTranslations('header');
  const { theme, setTheme } = usePage();
  const isDark = theme === 'dark';

  return (
    <button
      type="button"
      className="button quiet square"
      aria-label={t(isDark ? 'toLight' : 'toDark')}
      title={t(isDark ? 'toLight' : 'toDark')}
      onClick={() => setTheme(isDark ? 'light' : 'dark')}
    >
      {isDark ? <Sun className="icon" /> : <Moon className="icon" />}
    </button>
  );
}
