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
export {
  type Checkpoint,
  decodeCheckpoint,
  encodeCheckpoint,
  encodeOptimizer,
  withOptimizer,
} from './checkpoint.ts';
export { ARCHIVE, INVENTED, INVENTED_NAME, INVENTED_SEED, summarise } from './data-control.ts';
export {
  evaluateCheckpoint,
  evaluateDrawn,
  type HeadlessOptions,
  type HeadlessResult,
  runHeadless,
} from './headless.ts';
export { type OptionError, type OptionRecord, type ParsedOptions, parseOptions } from './options.ts';
export { DEFAULT_PRESET, isPresetName, presetNames, presets } from './presets.ts';
export { encodeRun, type RunRecord } from './run-file.ts';
export { CheckpointError } from './safetensors.ts';
export { createSession, type Session, type SessionDependencies } from './session.ts';
export {
  allowedValues,
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
export * from './state.ts';
