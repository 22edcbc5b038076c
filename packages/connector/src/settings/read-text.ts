import type { FieldReader } from './field-reading.ts'

/** Control, format and line-separating characters: never meant in a one-line value, and invisible where they stand. */
const invisible = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u
const outsideAscii = /[^\x20-\x7e]/
/** What forms, logs and programs show in place of a secret; somebody copied that instead of the secret. */
const placeholder = /^(?:\[secret\]|<encrypted>|[*•●]+)$/i

/** One line of visible characters, whatever they are: identifiers and secrets are not only letters and digits. */
export const readLine: FieldReader = (text, { label }) => {
  if (invisible.test(text)) {
    return {
      message: `${label} contains a line break or another invisible character.`,
      suggestion: `Copy ${label} again, without anything before or after it.`,
    }
  }
  if (placeholder.test(text)) {
    return {
      message: `${label} is a placeholder that stands for a hidden value, not the value.`,
      suggestion: `Copy ${label} from where it was created.`,
    }
  }
  return { value: text }
}

/** As `readLine`, and fit for an HTTP header: visible ASCII only. */
export const readHeaderSecret: FieldReader = (text, options) => {
  const reading = readLine(text, options)
  if ('message' in reading || !(outsideAscii.test(text) || text.includes(' '))) return reading
  return {
    message: `${options.label} contains a space or a character that cannot be sent in a header.`,
    suggestion: `Copy ${options.label} again: an API key is made of letters and digits.`,
  }
}
