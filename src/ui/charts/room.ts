/** Room around a chart's plot, in sixteenths of a rem: axis labels left and below, direct labels right. */
export const ROOM = { left: 40, right: 78, top: 10, bottom: 24 };
