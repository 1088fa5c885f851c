import { dataErrorSentences } from './error-sentences.ts';

/** Why a data set could not be read. */
export type DataErrorCode =
  /** The file is no zip archive. */
  | 'not-a-zip'
  /** A zip archive with parts missing or damaged. */
  | 'truncated'
  /** Entries need a password. */
  | 'encrypted'
  /** No bytes, or an archive without entries. */
  | 'empty'
  /** Nothing at `Alphabet/characterNN/drawing.png`. */
  | 'no-drawings'
  /** It would unpack to more than a data set can sensibly be; `detail`: what, found, limit. */
  | 'bomb'
  /** There are drawings, and none of them is a readable PNG; `detail`: drawings, example. */
  | 'all-corrupt'
  /** The browser cannot read the file, or it is packed in an unknown way; `detail`: reason. */
  | 'unreadable';

/** What a message about the error needs besides the file's name. */
export type DataErrorDetail = Record<string, string | number>;

/** The English sentence about an error, without marks of emphasis. */
function sentenceOf(code: DataErrorCode, file: string, { reason }: DataErrorDetail): string {
  // The name last, and by a function: it may hold marks of its own.
  const sentence = dataErrorSentences[code].replaceAll(/<\/?b>/g, '').replace('{file}', () => file);
  return reason === undefined ? sentence : `${sentence} (${reason})`;
}

/** A data set could not be read; the one in use is untouched. The message is a sentence. */
export class DataError extends Error {
  override name = 'DataError';
  readonly code: DataErrorCode;
  /** Name of the file, with the archive around it: `omniglot.zip/inner.zip`. */
  readonly file: string;
  readonly detail: DataErrorDetail;

  constructor(code: DataErrorCode, file: string, detail: DataErrorDetail = {}) {
    super(sentenceOf(code, file, detail));
    this.code = code;
    this.file = file;
    this.detail = detail;
  }
}
