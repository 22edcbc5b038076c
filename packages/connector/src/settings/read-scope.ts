import type { FieldNotice } from '../errors/settings-error.ts'
import type { FieldReader } from './field-reading.ts'
import { hasSeparatorMistake, splitScopes } from './split-scopes.ts'

const blanks = /[^\S\r\n]+/
/** RFC 6749 §3.3, and line breaks, which are pointed out instead. */
const scopeName = /^[\x21\x23-\x5b\x5d-\x7e\r\n]+$/

/**
 * A list of scopes separated by spaces: order and case stay as they are, duplicates collapse. Commas and line breaks are
 * how Coupa's own page shows the list (F-034); they and their like are pointed out, and converted when that is asked for.
 */
export const readScope: FieldReader = (text, { label, convertScopeSeparators }) => {
  const notices: FieldNotice[] = []
  let names = text.split(blanks)
  if (names.some(hasSeparatorMistake)) {
    const converted = splitScopes(text)
    const suggestedValue = [...new Set(converted)].join(' ')
    if (converted.length === 0) return { message: `${label} names no scope.`, suggestion: separatorAdvice }
    if (convertScopeSeparators) {
      names = converted
      notices.push({
        kind: 'scope-separators-converted',
        message: `${label}: commas, semicolons and line breaks became spaces.`,
      })
    } else {
      const message = `${label} contains commas, semicolons or line breaks, which do not separate scopes. ${separatorAdvice}`
      notices.push({ kind: 'scope-separators', message, suggestedValue })
    }
  }
  if (!names.every((name) => scopeName.test(name))) {
    const suggestedValue = [...new Set(splitScopes(text))].join(' ')
    return {
      message: `${label} contains a character that no scope can have.`,
      suggestion: 'Give names such as core.common.read, separated by spaces, without quotation marks.',
      ...(suggestedValue !== '' && suggestedValue.split(' ').every((name) => scopeName.test(name))
        ? { suggestedValue }
        : {}),
    }
  }
  const value = [...new Set(names)].join(' ')
  if (new Set(names).size < names.length) {
    notices.push({ kind: 'scope-duplicates', message: `${label} names a scope more than once; it is sent once.` })
  }
  return { value, notices }
}

const separatorAdvice = 'Separate the names by single spaces.'
