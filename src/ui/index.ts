import './styles/index.css';

export { App, type AppProps } from './App.tsx';
export type { LookKeeper, PageLook } from './context/page.tsx';
export type { PageSession } from './context/session.tsx';
