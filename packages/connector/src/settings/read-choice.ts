import type { FieldChoice, FieldReader } from './field-reading.ts'

/** Accepts exactly the values and the labels of a list, and gives back the value. */
export function readChoice(choices: readonly FieldChoice[]): FieldReader {
  return (text, { label }) => {
    const choice = choices.find(({ value, label }) => text === value || text === label)
    if (choice) return { value: choice.value }
    const accepted = choices.map(({ value, label }) => `${value} (${label})`).join(' or ')
    return { message: `${label} has a value that is not known.`, suggestion: `Give ${accepted}.` }
  }
}
