import { columnTypeText } from './column-type.ts'
import { cutDate, hasOffset, isDate, parseMoment } from './cut-date.ts'
import type { Cell, ColumnType } from './shape.ts'

/** A value that does not fit its column; `createMapper` says which column. */
export class UnfitValue extends Error {}

/**
 * A value as a cell of its column. Nothing is rounded or cut: what does not fit throws `UnfitValue`. An empty text is no
 * value, except in a column of texts.
 */
export function toCell(value: unknown, type: ColumnType, zone: string | undefined): Cell {
  if (value === undefined || value === null) return null
  if (type.kind === 'json') return JSON.stringify(value)
  if (typeof value === 'object') {
    if (type.kind === 'text') return JSON.stringify(value)
    throw new UnfitValue(
      `a record or a list cannot be ${columnTypeText(type)}; choose one of its fields, or the type json`,
    )
  }
  const text = String(value)
  if (text === '' && type.kind !== 'text') return null
  switch (type.kind) {
    case 'text':
      return text
    case 'integer':
      return wholeNumber(text)
    case 'decimal':
      return decimal(text, type)
    case 'boolean':
      if (text === 'true' || text === 'false') return text === 'true'
      throw unfit(text, 'neither true nor false')
    case 'date': {
      const date = cutDate(text, zone)
      if (date === undefined) throw unfit(text, 'not a date')
      return date
    }
    case 'time': {
      const time = /^(?:\d{4}-\d{2}-\d{2}[T ])?((?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d+)?)?)(?![\d:])/.exec(
        text,
      )?.[1]
      if (time === undefined) throw unfit(text, 'not a time')
      return time
    }
    case 'timestamp':
      return timestamp(text)
  }
}

function wholeNumber(text: string): number {
  const number = /^[+-]?\d+(?:\.0+)?$/.test(text) ? Number(text) : Number.NaN
  if (Number.isSafeInteger(number)) return number
  throw unfit(text, 'not a whole number, or too large for one')
}

/** The text stays as it is: `12.50` is not 12.5. */
function decimal(text: string, { precision, scale }: Extract<ColumnType, { kind: 'decimal' }>): string {
  const found = /^[+-]?(\d*)(?:\.(\d+))?$/.exec(text)
  const [, whole = '', fraction = ''] = found ?? []
  if (found === null || (whole === '' && fraction === '')) throw unfit(text, 'not a decimal number')
  const digits = whole.replace(/^0+/, '').length
  const places = fraction.replace(/0+$/, '').length
  if (digits > precision - scale) {
    throw unfit(text, `longer than decimal(${precision},${scale}) holds: ${precision - scale} digits before the point`)
  }
  if (places > scale) {
    throw unfit(text, `finer than decimal(${precision},${scale}) holds: ${scale} places; round it, or widen the type`)
  }
  return text
}

function timestamp(text: string): string {
  if (isDate(text)) return `${text}T00:00:00Z`
  if (parseMoment(text) === undefined) throw unfit(text, 'not a date and time')
  return hasOffset(text) ? text : `${text}Z`
}

function unfit(text: string, reason: string): UnfitValue {
  const shown = text.length > 60 ? `${text.slice(0, 57)}…` : text
  return new UnfitValue(`"${shown}" is ${reason}`)
}
