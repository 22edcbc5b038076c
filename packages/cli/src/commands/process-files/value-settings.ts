import { readFile } from 'node:fs/promises'
import {
  coupaInboxSettings,
  type DestinationType,
  destinationType,
  EndpointError,
  type SettingDeclaration,
  type SourceType,
  sourceType,
} from '@coupa-connector/endpoints'
import type { Definition, LoadDefinition } from '@coupa-connector/process'
import type { CommandInput } from '../../command/command-input.ts'
import type { Context } from '../../command/context.ts'
import { UsageError } from '../../command/usage-error.ts'

/** A kind of the other end. */
interface EndpointType {
  readonly kind: string
  readonly settings: readonly SettingDeclaration[]
}

/** The other end as a command line describes it. */
export interface EndpointSettings<Type extends EndpointType> {
  /** Of the value of the definition that it is. */
  readonly name: string
  readonly type: Type
  /** By the names of the type's settings, secrets included. */
  readonly settings: Readonly<Record<string, string>>
  /** What tells this target from another one: its settings without secrets. */
  readonly identity: string
}

export type TargetSettings = EndpointSettings<DestinationType>

/** Opens the other end. Of a setting that cannot be used, the error names the option that gives it. */
export async function naming<Opened>(
  { name, type }: Pick<EndpointSettings<EndpointType>, 'name' | 'type'>,
  open: () => Promise<Opened>,
): Promise<Opened> {
  try {
    return await open()
  } catch (error) {
    if (!(error instanceof EndpointError) || error.code !== 'SETTING_INVALID' || error.field === undefined) throw error
    const { code, field, message, remedy, records, isRetryable } = error
    const isSecret = type.settings.some((setting) => setting.name === field && setting.isSecret)
    const option = `On the command line it is ${isSecret ? '--set-file' : '--set'} ${name}.${field}=…`
    const told = [remedy, option].filter(Boolean).join(' ')
    throw new EndpointError(code, message, { field, remedy: told, records, isRetryable, cause: error })
  }
}

/**
 * The settings of the destination: defaults of the definition, variables, files, `--set`; the later wins. Throws a `UsageError`
 * for what belongs to no value, and for a secret on the command line.
 */
export async function readTarget(
  definition: Definition,
  input: CommandInput,
  context: Context,
): Promise<TargetSettings> {
  const { connection: name } = definition.destination
  const others = definition.acknowledge.answers === undefined ? [] : [definition.acknowledge.answers.connection]
  return await readEndpoint({ name, others }, definition.values, destinationType, input, context)
}

/** The settings of the place where the consumer of a process puts its answers, in the same way. */
export async function readAnswersPlace(
  definition: Definition,
  name: string,
  input: CommandInput,
  context: Context,
): Promise<EndpointSettings<SourceType>> {
  const others = [definition.destination.connection]
  return await readEndpoint({ name, others }, definition.values, sourceType, input, context)
}

/** The settings of the source of a load, in the same way. */
export async function readSource(
  definition: LoadDefinition,
  input: CommandInput,
  context: Context,
): Promise<EndpointSettings<SourceType>> {
  const { connection: name } = definition.source
  return await readEndpoint(endsOf(definition, name), definition.values, sourceType, input, context)
}

const inboxType: EndpointType = { kind: 'sftp', settings: coupaInboxSettings }

/** The settings of Coupa's inbox, for a load that writes flat files; undefined for any other. */
export async function readInbox(
  definition: LoadDefinition,
  input: CommandInput,
  context: Context,
): Promise<EndpointSettings<EndpointType> | undefined> {
  const name = definition.destination.flatFiles?.connection
  if (name === undefined) return undefined
  return await readEndpoint(endsOf(definition, name), definition.values, () => inboxType, input, context)
}

/** The value of a load that is wanted, and the others that have settings. */
function endsOf({ source, destination }: LoadDefinition, name: string): Ends {
  const all = [source.connection, ...(destination.flatFiles === undefined ? [] : [destination.flatFiles.connection])]
  return { name, others: all.filter((other) => other !== name) }
}

/** Which value is read, and the other ones that have settings, too. */
interface Ends {
  readonly name: string
  readonly others: readonly string[]
}

async function readEndpoint<Type extends EndpointType>(
  ends: Ends,
  values: Values,
  typeOf: (kind: string) => Type | undefined,
  input: CommandInput,
  context: Context,
): Promise<EndpointSettings<Type>> {
  const { name } = ends
  const value = values[name]
  const type = value === undefined ? undefined : typeOf(value.kind)
  if (value === undefined || type === undefined) {
    throw new UsageError(`The definition has no other end: values.${name} is missing or is none.`)
  }
  const given: Record<string, string> =
    'default' in value && typeof value.default === 'object' ? { ...value.default } : {}
  Object.assign(given, fromEnvironment(name, type, context.environment))
  for (const [field, path] of readPairs(input.list('set-file'), '--set-file', ends, values)) {
    given[field.name] = await readSecretFile(path)
  }
  for (const [field, text] of readPairs(input.list('set'), '--set', ends, values)) {
    refuseSecret(type, name, field.name)
    given[field.name] = text
  }
  return { name, type, settings: given, identity: identityOf(type, given) }
}

type Values = Definition['values']

interface ValueField {
  readonly value: string
  readonly name: string
}

function readPairs(
  pairs: readonly string[],
  option: string,
  ends: Ends,
  values: Values,
): readonly (readonly [ValueField, string])[] {
  return pairs.flatMap((pair) => {
    const found = /^([^.=]+)\.([^=]+)=([\s\S]*)$/.exec(pair)
    if (found === null) {
      throw new UsageError(`${option} takes NAME.FIELD=VALUE, and "${pair.split('=')[0]}" is not of this form.`, {
        suggestion: `For example: ${option} ${Object.keys(values).find((value) => value !== 'coupa') ?? 'target'}.folder=./out`,
      })
    }
    const [, value = '', name = '', text = ''] = found
    if (values[value] === undefined) {
      throw new UsageError(`${option} ${value}.${name}: the definition has no value "${value}".`, {
        suggestion: `It has: ${Object.keys(values).join(', ') || 'none'}.`,
      })
    }
    if (ends.others.includes(value)) return []
    if (value !== ends.name) throw notTheOtherEnd(`${option} ${value}.${name}`, value, values[value].kind)
    return [[{ value, name }, text] as const]
  })
}

function notTheOtherEnd(option: string, value: string, kind: string): UsageError {
  return kind === 'connection'
    ? new UsageError(`${option}: "${value}" is the connection to Coupa, which has no settings here.`, {
        suggestion: 'It comes from the COUPA_… variables, or from --connection NAME.',
      })
    : new UsageError(`${option}: "${value}" is not the other end, and only the other end has settings.`, {
        suggestion: `Change values.${value} in the definition.`,
      })
}

function refuseSecret({ settings }: EndpointType, value: string, field: string): void {
  if (!settings.some(({ name, isSecret }) => name === field && isSecret)) return
  throw new UsageError(`--set ${value}.${field} is a secret, and other programs can see a command line.`, {
    suggestion: `Use --set-file ${value}.${field}=FILE, or the variable ${variableOf(value, field)}.`,
  })
}

function fromEnvironment(
  value: string,
  { settings }: EndpointType,
  environment: Context['environment'],
): Readonly<Record<string, string>> {
  const found = settings.flatMap(({ name }) => {
    const text = environment[variableOf(value, name)]
    return text === undefined || text === '' ? [] : [[name, text] as const]
  })
  return Object.fromEntries(found)
}

/** `COUPA_PROCESS_TARGET_PRIVATE_KEY` for `target.privateKey`. */
export function variableOf(value: string, field: string): string {
  const words = `${value}_${field.replaceAll(/[A-Z]/g, (letter) => `_${letter}`)}`
  return `COUPA_PROCESS_${words.replaceAll('-', '_').toUpperCase()}`
}

/** What a file of `--set-file` holds, without the line break at its end. Throws a `UsageError`. */
export async function readSecretFile(path: string): Promise<string> {
  try {
    return (await readFile(path, 'utf8')).replace(/\r?\n$/, '')
  } catch (error) {
    throw new UsageError(`--set-file: ${path} cannot be read (${(error as NodeJS.ErrnoException).code}).`, {
      cause: error,
    })
  }
}

function identityOf({ kind, settings }: EndpointType, given: Readonly<Record<string, string>>): string {
  const open = settings.filter(({ isSecret }) => !isSecret).map(({ name }) => [name, given[name]])
  return JSON.stringify([kind, ...open]).replaceAll(/:\/\/([^:@/]*):[^@/]*@/g, '://$1@')
}
