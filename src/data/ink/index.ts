export * from './drawing.ts';
export { drawingToPng } from './png.ts';
export { inBox, prepareDrawing } from './prepare.ts';
export { smoothStroke } from './smooth.ts';
export { type ClassDrawings, withTrainingClasses } from './training-classes.ts';
