import type { FieldNotice } from '../errors/settings-error.ts'
import type { FieldReader } from './field-reading.ts'

const blanks = /[^\S\r\n]+/
const separatorMistake = /[,\r\n]/
const anySeparators = /[\s,]+/
/** RFC 6749 §3.3, and line breaks, which are pointed out instead. */
const scopeName = /^[\x21\x23-\x5b\x5d-\x7e\r\n]+$/

/**
 * A list of scopes separated by blanks: order and case stay as they are, duplicates collapse. Commas and line breaks are
 * how Coupa's own page shows the list (F-034); they are pointed out, and converted when that is asked for.
 */
export const readScope: FieldReader = (text, { label, convertScopeSeparators }) => {
  const notices: FieldNotice[] = []
  let names = text.split(blanks)
  if (separatorMistake.test(text)) {
    const converted = split(text, anySeparators)
    const suggestedValue = [...new Set(converted)].join(' ')
    if (converted.length === 0) return { message: `${label} names no scope.`, suggestion: separatorAdvice }
    if (convertScopeSeparators) {
      names = converted
      notices.push({ kind: 'scope-separators-converted', message: `${label}: commas and line breaks became blanks.` })
    } else {
      const message = `${label} contains commas or line breaks, which do not separate scopes. ${separatorAdvice}`
      notices.push({ kind: 'scope-separators', message, suggestedValue })
    }
  }
  if (!names.every((name) => scopeName.test(name))) {
    return {
      message: `${label} contains a character that no scope can have.`,
      suggestion: 'Give names such as core.common.read, separated by blanks, without quotation marks.',
    }
  }
  const value = [...new Set(names)].join(' ')
  if (new Set(names).size < names.length) {
    notices.push({ kind: 'scope-duplicates', message: `${label} names a scope more than once; it is sent once.` })
  }
  return { value, notices }
}

const separatorAdvice = 'Separate the names by single blanks.'

function split(text: string, separators: RegExp): string[] {
  return text.split(separators).filter((name) => name !== '')
}
