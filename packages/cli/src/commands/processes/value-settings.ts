import { readFile } from 'node:fs/promises'
import { type DestinationType, destinationType } from '@coupa-connector/endpoints'
import type { Definition } from '@coupa-connector/process'
import type { CommandInput } from '../../command/command-input.ts'
import type { Context } from '../../command/context.ts'
import { UsageError } from '../../command/usage-error.ts'

/** The other end as a command line describes it. */
export interface TargetSettings {
  readonly type: DestinationType
  /** By the names of the type's settings, secrets included. */
  readonly settings: Readonly<Record<string, string>>
  /** What tells this target from another one: its settings without secrets. */
  readonly identity: string
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
  const name = definition.destination.connection
  const value = definition.values[name]
  const type = value === undefined ? undefined : destinationType(value.kind)
  if (value === undefined || type === undefined) {
    throw new UsageError(`The definition has no destination: values.${name} is missing or is no destination.`)
  }
  const given: Record<string, string> =
    'default' in value && typeof value.default === 'object' ? { ...value.default } : {}
  Object.assign(given, fromEnvironment(name, type, context.environment))
  for (const [field, path] of readPairs(input.list('set-file'), '--set-file', definition)) {
    if (field.value === name) given[field.name] = await readSecretFile(path)
  }
  for (const [field, text] of readPairs(input.list('set'), '--set', definition)) {
    if (field.value !== name) continue
    refuseSecret(type, name, field.name)
    given[field.name] = text
  }
  return { type, settings: given, identity: identityOf(type, given) }
}

interface ValueField {
  readonly value: string
  readonly name: string
}

function readPairs(
  pairs: readonly string[],
  option: string,
  { values }: Definition,
): readonly (readonly [ValueField, string])[] {
  return pairs.map((pair) => {
    const found = /^([^.=]+)\.([^=]+)=([\s\S]*)$/.exec(pair)
    if (found === null) {
      throw new UsageError(`${option} takes NAME.FIELD=VALUE, and "${pair.split('=')[0]}" is not of this form.`, {
        suggestion: `For example: ${option} target.folder=./out`,
      })
    }
    const [, value = '', name = '', text = ''] = found
    if (values[value] === undefined) {
      throw new UsageError(`${option} ${value}.${name}: the definition has no value "${value}".`, {
        suggestion: `It has: ${Object.keys(values).join(', ') || 'none'}.`,
      })
    }
    return [{ value, name }, text] as const
  })
}

function refuseSecret({ settings }: DestinationType, value: string, field: string): void {
  if (!settings.some(({ name, isSecret }) => name === field && isSecret)) return
  throw new UsageError(`--set ${value}.${field} is a secret, and other programs can see a command line.`, {
    suggestion: `Use --set-file ${value}.${field}=FILE, or the variable ${variableOf(value, field)}.`,
  })
}

function fromEnvironment(
  value: string,
  { settings }: DestinationType,
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

function identityOf({ kind, settings }: DestinationType, given: Readonly<Record<string, string>>): string {
  const open = settings.filter(({ isSecret }) => !isSecret).map(({ name }) => [name, given[name]])
  return JSON.stringify([kind, ...open]).replaceAll(/:\/\/([^:@/]*):[^@/]*@/g, '://$1@')
}
