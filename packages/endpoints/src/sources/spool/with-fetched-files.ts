import type { LoadSource } from '../../contract/source.ts'
import type { OpenSourceOptions } from '../../contract/source-type.ts'
import type { FilePlace } from '../file-place.ts'
import { createFetchedFiles } from './create-fetched-files.ts'

/** A source whose records may name files of its place, such as scans. */
export function withFetchedFiles(source: LoadSource, place: FilePlace, options: OpenSourceOptions): LoadSource {
  const files = createFetchedFiles(place, options)
  return {
    ...source,
    openFile: files.openFile,
    [Symbol.asyncDispose]: async () => {
      await files[Symbol.asyncDispose]()
      await source[Symbol.asyncDispose]()
    },
  }
}
