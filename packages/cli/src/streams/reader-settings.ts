import type { SettingsInput } from '@coupa-connector/connector'
import { connectionFields, readTime } from '@coupa-connector/connector/internals'
import { UsageError } from '../command/usage-error.ts'
import { isJsonObject } from '../input/json-object.ts'
import type { Decimals, NestedRecords, ReaderOptions } from './reader-fields.ts'
import { readerFields } from './reader-fields.ts'

/** The settings of a connection, not yet checked, and how it is read. */
export interface ReaderSettings {
  readonly connection: SettingsInput
  readonly options: ReaderOptions
}

/** Where a form keeps the fields that belong to one way of signing in. */
export const credentialsGroup = 'credentials'

/**
 * Reads the configuration that a platform hands over: the fields of a connection and those of the reader by their names.
 * Fields of the sign-in stand beside the others or in `credentials`. Throws a `UsageError` that names the field; those of the
 * connection are checked when it is made.
 */
export function parseReaderSettings(value: unknown): ReaderSettings {
  const given = isJsonObject(value) ? value : refuse('The configuration', value, 'Give a JSON object of settings.')
  const { [credentialsGroup]: credentials = {}, ...others } = given
  if (!isJsonObject(credentials)) refuse(credentialsGroup, typeof credentials, 'Give a JSON object of settings.')
  // Platforms add members of their own, with names that begin with an underscore.
  const all = Object.entries({ ...others, ...credentials }).filter(([name]) => !name.startsWith('_'))
  const ofReader = new Set<string>(readerFields.map(({ name }) => name))
  const settings = new Map(all.filter(([name]) => ofReader.has(name)))
  const connection = Object.fromEntries(all.filter(([name]) => !ofReader.has(name)))
  checkNames(Object.keys(connection))
  return {
    connection: connection as SettingsInput, // its values are checked by the connection
    options: {
      startDate: readStartDate(settings.get('startDate')),
      nestedRecords: readChoice('nestedRecords', settings.get('nestedRecords')) as NestedRecords,
      decimals: readChoice('decimals', settings.get('decimals')) as Decimals,
      requestsPerSecond: readRate(settings.get('requestsPerSecond')),
    },
  }
}

function checkNames(names: readonly string[]): void {
  const known: readonly string[] = connectionFields.map(({ name }) => name)
  const unknown = names.filter((name) => !known.includes(name))
  if (unknown.length === 0) return
  const all = [...known, ...readerFields.map(({ name }) => name)].join(', ')
  throw new UsageError(
    `The configuration has ${unknown.length === 1 ? 'a field that does' : 'fields that do'} not exist: ${unknown.join(', ')}.`,
    {
      suggestion: `The fields are ${all}.`,
    },
  )
}

function readStartDate(value: unknown): string | undefined {
  if (isEmpty(value)) return undefined
  const read = typeof value === 'string' ? readTime(value) : undefined
  if (read !== undefined && 'text' in read) return read.text
  return refuse('startDate', value, 'Write a day such as 2026-01-31, or a time such as 2026-01-31T08:00:00Z.')
}

function readChoice(name: keyof ReaderOptions, value: unknown): string {
  const field = readerFields.find((one) => one.name === name)
  const choices = field?.choices ?? []
  if (isEmpty(value)) return field?.defaultValue ?? ''
  if (typeof value === 'string' && choices.includes(value)) return value
  return refuse(name, value, `Write ${choices.join(' or ')}.`)
}

function readRate(value: unknown): number | undefined {
  if (isEmpty(value)) return undefined
  const number = typeof value === 'string' && /^\d+$/.test(value.trim()) ? Number(value) : value
  if (typeof number === 'number' && Number.isInteger(number) && number >= 1 && number <= 1000) return number
  return refuse('requestsPerSecond', value, 'Write a whole number from 1 to 1000.')
}

/** What a form sends of a field that nobody filled in. */
function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || value === ''
}

function refuse(name: string, value: unknown, suggestion: string): never {
  const shown = (JSON.stringify(value) ?? String(value)).slice(0, 80)
  throw new UsageError(`${name} is ${shown}.`, { suggestion })
}
