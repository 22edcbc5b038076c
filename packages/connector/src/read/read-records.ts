import type { CoupaRecord } from '../format/coupa-record.ts'
import type { PageSource } from './pages/page-source.ts'
import type { ReadOptions } from './read-options.ts'
import { ReadSession } from './read-session.ts'
import { RecordStream } from './record-stream.ts'

/**
 * Reads all records of a source, each once, in bounded memory and at the full rate that the organization allows. Reads by
 * id where possible (F-226): then nothing is repeated or missed while the set changes. Throws `CheckpointError` for a checkpoint of something else; the loop throws what a page
 * throws, `PagingError` when pages contradict each other, and the signal's own reason after an abort.
 */
export function readRecords<T = CoupaRecord>(source: PageSource, options: ReadOptions = {}): RecordStream<T> {
  return new RecordStream<T>(new ReadSession(source, options))
}
