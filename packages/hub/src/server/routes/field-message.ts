import type { z } from 'zod'

/** What people call fields whose name alone would mislead. */
const fieldWords: Readonly<Record<string, string>> = {
  email: 'Email address',
  newPassword: 'New password',
  currentPassword: 'Current password',
  accountName: 'Account name',
  waitMs: 'Wait time',
}

/** Tokens are copied, not typed: one that is too short was cut. */
const copiedFields = new Set(['token', 'installerToken'])

/** A field of a request, as people call it: `lifetimeDays` is `Lifetime days`, the second of `labels` is `Labels, item 2`. */
export function fieldLabel(part: string, path: readonly PropertyKey[]): string {
  const names = path.filter(
    (key) => !(typeof key === 'string' && ['fields', 'secrets'].includes(key) && path.length > 1),
  )
  const last = names.findLast((key) => typeof key === 'string' && !/^\d+$/.test(key))
  if (last === undefined) return names.length > 0 ? `Item ${Number(names[0]) + 1}` : `The ${part}`
  const label = fieldWords[String(last)] ?? spelledOut(String(last))
  const index = names[names.lastIndexOf(last) + 1]
  return index === undefined ? label : `${label}, item ${Number(index) + 1}`
}

/** What is wrong with a field, as a sentence for a person: `Password must have at least 12 characters.` */
export function fieldMessage(issue: z.core.$ZodIssue, part: string, isMissing: boolean): string {
  const label = fieldLabel(part, issue.path)
  if (isMissing) return `${label} is missing.`
  switch (issue.code) {
    case 'too_small':
      return tooSmall(issue, label)
    case 'too_big':
      return `${label} must ${bound('at most', issue.origin, Number(issue.maximum))}.`
    case 'invalid_type':
      return `${label} must be ${typeWords[issue.expected] ?? issue.expected}.`
    case 'invalid_format':
      return `${label} ${formatWords[issue.format] ?? ownWords(issue.message)}.`
    case 'invalid_value':
      return `${label} must be ${choice(issue.values.map(String))}.`
    case 'unrecognized_keys':
      return `${label} has the unknown ${issue.keys.length === 1 ? 'field' : 'fields'} ${issue.keys.join(', ')}.`
    case 'not_multiple_of':
      return `${label} must be a multiple of ${issue.divisor}.`
    case 'invalid_union':
      return `${label} does not have one of the forms that are allowed here.`
    default:
      return `${label} ${ownWords(issue.message)}.`
  }
}

function tooSmall(issue: z.core.$ZodIssueTooSmall, label: string): string {
  const minimum = Number(issue.minimum)
  if (issue.origin === 'string' && copiedFields.has(String(issue.path.at(-1)))) {
    return `${label} is incomplete. Copy all of it.`
  }
  if (minimum === 1 && issue.origin !== 'number' && issue.origin !== 'int') return `${label} must not be empty.`
  return `${label} must ${bound('at least', issue.origin, minimum)}.`
}

function bound(side: string, origin: string, value: number): string {
  const amount = value.toLocaleString('en-US')
  if (origin === 'string') return `have ${side} ${amount} character${value === 1 ? '' : 's'}`
  if (['array', 'set', 'map', 'object'].includes(origin)) return `have ${side} ${amount} item${value === 1 ? '' : 's'}`
  return `be ${side} ${amount}`
}

const typeWords: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  object: 'an object',
  record: 'an object',
  array: 'a list',
  nan: 'a number',
}

const formatWords: Readonly<Record<string, string>> = {
  uuid: 'must be an id such as 0198c5a2-7f3e-7b1a-9c44-2f6d1e8a90bc',
  email: 'must be an email address such as ada@example.com',
  datetime: 'must be a time in UTC such as 2026-01-31T08:00:00Z',
  date: 'must be a date such as 2026-01-31',
  url: 'must be a URL such as https://example.com',
}

/** The words of a schema begin with `must`; those of the library do not. */
function ownWords(message: string): string {
  return /^(?:must|is|has|cannot) /.test(message) ? message.replace(/\.$/, '') : 'is not valid'
}

function choice(values: readonly string[]): string {
  const last = values.at(-1) ?? 'something else'
  return values.length < 2 ? last : `${values.slice(0, -1).join(', ')} or ${last}`
}

function spelledOut(name: string): string {
  const words = name
    .replaceAll(/([a-z\d])([A-Z])/g, '$1 $2')
    .replaceAll(/[_-]+/g, ' ')
    .toLowerCase()
    .replace(/ ms$/, ' (ms)')
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`
}
