/**
 * Recharts' layer of things drawn in the order in which they are written. Its other layers are portals whose
 * listeners put them among the page's tab stops in Chromium.
 */
export const IN_ORDER = 0;
