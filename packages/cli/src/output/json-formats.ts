import { none, type RecordFormat } from './record-format.ts'

/** One record as JSON on each line. */
export function createNdjsonFormat(): RecordFormat {
  return {
    begin: () => '',
    add: (record) => `${JSON.stringify(record)}\n`,
    end: () => '',
    leftOut: none,
  }
}

/** One JSON array, one record per line. `isContinued` means that the file already has its opening bracket and some records. */
export function createJsonFormat({ isContinued = false }: { isContinued?: boolean } = {}): RecordFormat {
  let separator = isContinued ? ',\n' : '\n'
  return {
    begin: () => '[',
    add: (record) => {
      const text = `${separator}${JSON.stringify(record)}`
      separator = ',\n'
      return text
    },
    end: () => (separator === '\n' ? ']\n' : '\n]\n'),
    leftOut: none,
  }
}
