export {
  createAddressBar,
  type Language,
  type PageOptions,
  readAddress,
  readPageOptions,
  type Theme,
  type View,
  writeAddress,
  writePageOptions,
} from './address.ts';
export { settingsAt } from './changes.ts';
export {
  type Checkpoint,
  type CheckpointRemarks,
  decodeCheckpoint,
  encodeCheckpoint,
  encodeOptimizer,
  type OpenedCheckpoint,
  openCheckpoint,
  withOptimizer,
} from './checkpoint.ts';
export { MissingSettingsError } from './checkpoint-settings.ts';
export { ARCHIVE, INVENTED, INVENTED_NAME, INVENTED_SEED, summarise } from './data-control.ts';
export { DrawControl, type DrawDependencies } from './draw-control.ts';
export * from './draw-state.ts';
export { CLASS_DRAWINGS, type TrainingSide } from './drawings/joining.ts';
export { lookAlikesMeasured } from './drawings/look-alikes.ts';
export {
  type DrawingSet,
  drawingOf,
  drawingsInUse,
  FEWEST_SYMBOLS,
  MOST_SHOTS,
  MOST_SYMBOLS,
  type OwnSymbol,
  pixelsOf,
  type ShownSymbol,
  shownSymbols,
} from './drawings/set.ts';
export type { Desk, DrawingStorage } from './drawings/storage.ts';
export { canUndo, padName, QUERY_PAD } from './drawings/undo.ts';
export { isDrawingsZip } from './drawings/zip.ts';
export { createExports, type ExportSource, type Exports } from './exports/exports.ts';
export { type ExportFile, runName } from './exports/file-name.ts';
export { historyColumns } from './exports/history-files.ts';
export { decodeRunArchive } from './exports/run-archive.ts';
export { BEST_FILE, encodeRunFiles, RUN_FILES } from './exports/run-files.ts';
export { decodeRunRecord, type SavedRecord } from './exports/run-record.ts';
export { FilmControl, type FilmDependencies } from './film-control.ts';
export * from './film-state.ts';
export { type HeadlessOptions, type HeadlessResult, runHeadless, type Snapshot } from './headless.ts';
export {
  evaluateCheckpoint,
  evaluateDrawn,
  evaluateNearest,
  originsOf,
} from './headless-evaluation.ts';
export type { Figures } from './lesson/figures.ts';
export { LessonControl } from './lesson/lesson-control.ts';
export type { Foreseen, Lesson, LessonActions, LessonState } from './lesson/lesson-state.ts';
export { type PagePart, pageParts } from './lesson/parts.ts';
export { isPredicted, type PredictedId, type Prediction, predictions } from './lesson/predictions.ts';
export { createProgressStore, type Progress, type ProgressStore } from './lesson/progress.ts';
export { type LessonStep, type LessonStepId, lessonSteps } from './lesson/steps.ts';
export type { Try } from './lesson/trail.ts';
export type { Wait } from './lesson/watchers.ts';
export { findFile } from './listing.ts';
export { type OptionError, type OptionRecord, type ParsedOptions, parseOptions } from './options.ts';
export { isCurveOutdated, isPreviewOutdated } from './outdated.ts';
export {
  DEFAULT_PRESET,
  isPresetName,
  matchingPreset,
  presetNames,
  presetSettings,
  presets,
} from './presets.ts';
export type { Run } from './run.ts';
export { type BestRecord, encodeRun, type MachineRecord, machineRecord, type RunRecord } from './run-file.ts';
export { CheckpointError, OtherSaveError } from './safetensors.ts';
export { saveMark } from './save-mark.ts';
export { createSession, type Session, type SessionDependencies } from './session.ts';
export { settingMeanings } from './setting-meanings.ts';
export {
  allowedValues,
  changeTakesHold,
  optionName,
  type Setting,
  type SettingKey,
  settingKey,
  settingKeys,
  settingOf,
  settingsTable,
  type TakesHold,
  takesHold,
  toOptions,
} from './settings.ts';
export {
  isShipped,
  type Measured,
  type ShippedFacts,
  type ShippedName,
  type ShippedSource,
  shippedFor,
  shippedNames,
} from './shipped.ts';
export * from './state.ts';
export { learntAmong, type TrainedOn, trainedOn } from './trained-on.ts';
export type { AskedWeights, RemarkedWeights } from './travelled.ts';
