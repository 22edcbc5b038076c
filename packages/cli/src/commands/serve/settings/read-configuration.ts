import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { CommandInput } from '../../../command/command-input.ts'
import { didYouMean } from '../../../command/suggest.ts'
import { UsageError } from '../../../command/usage-error.ts'
import { readJsonWithComments } from '../../../input/json-problem.ts'
import type { Credentials } from './read-credentials.ts'
import { flagOf, hasFlag, readSetting, type Setting, type SettingValue, variableOf, variablePrefix } from './setting.ts'

/** Where a value came from. A later entry of the list wins over an earlier one. */
export type SettingSource = 'default' | 'file' | 'credential' | 'environment' | 'flag'

export interface GivenSetting {
  readonly setting: Setting
  /** Undefined when nobody gave one: the default holds. */
  readonly value: SettingValue | undefined
  readonly source: SettingSource
  /** The file's name, the credential's path, the variable or the flag. */
  readonly from: string
}

/** The settings of a program, each with where it came from. */
export interface Configuration {
  readonly given: readonly GivenSetting[]
  text(name: string): string | undefined
  flag(name: string): boolean | undefined
  integer(name: string): number | undefined
}

export interface ConfigurationSources {
  readonly environment: Readonly<Record<string, string | undefined>>
  /** What the file holds, parsed; undefined without a file. */
  readonly file?: { readonly name: string; readonly content: unknown } | undefined
  /** Secret settings that stand in files of their own; undefined without a folder of them. */
  readonly credentials?: Credentials | undefined
  /** Value of a flag: a text, or for `--x` and `--no-x` true and false. */
  readonly flag: (setting: Setting) => string | boolean | undefined
  /** Variables with our prefix that are not settings, and are left alone. */
  readonly otherVariables?: readonly string[]
}

/**
 * Combines the settings: flags win over the environment, the environment over credentials, credentials over the file, and the
 * file over the defaults. Throws a `UsageError` that names every unusable value, and every unknown name with the nearest known
 * one. It never names a secret.
 */
export function readConfiguration(settings: readonly Setting[], sources: ConfigurationSources): Configuration {
  const problems = unknownVariables(settings, sources)
  const content = contentOf(settings, sources.file, problems)
  const given = settings.map((setting): GivenSetting => {
    const candidates: readonly { source: SettingSource; from: string; raw: unknown }[] = [
      { source: 'flag', from: flagAs(setting, sources.flag(setting)), raw: sources.flag(setting) },
      { source: 'environment', from: variableOf(setting), raw: sources.environment[variableOf(setting)] || undefined },
      {
        source: 'credential',
        from: join(sources.credentials?.directory ?? '', setting.name),
        raw: sources.credentials?.values[setting.name],
      },
      { source: 'file', from: sources.file?.name ?? '', raw: content[setting.name] ?? undefined },
    ]
    const winner = candidates.find(({ raw }) => raw !== undefined)
    if (!winner) return { setting, value: undefined, source: 'default', from: '' }
    const { source, from, raw } = winner
    const reading = readSetting(setting, raw)
    if ('value' in reading) return { setting, value: reading.value, source, from }
    const where = source === 'file' ? `${setting.name} in ${from}` : from
    const shown = setting.isSecret ? 'what is set' : `${JSON.stringify(raw)}`
    problems.push(`${where}: ${shown} cannot be used; it ${reading.problem}.`)
    return { setting, value: undefined, source, from }
  })
  if (problems.length > 0) throw configurationError(problems)
  return createConfiguration(given)
}

/** Reads a configuration file: one JSON object, with comments. Throws `UsageError`. */
export async function readConfigurationFile(name: string): Promise<{ name: string; content: unknown }> {
  const text = await readFile(name, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(`The configuration file ${name} cannot be read (${error.code}).`, { cause: error })
  })
  const plain = text.replace(/^\uFEFF/, '')
  const reading = readJsonWithComments(plain)
  if ('value' in reading) return { name, content: reading.value }
  // Only the line is told, and not what stands there: it may be a secret.
  const line = plain.slice(0, reading.offset).split('\n').length
  throw new UsageError(`The configuration file ${name} is not JSON, or names a setting twice: look at line ${line}.`)
}

/** What the command line says of a setting. */
export function flagsOf(input: CommandInput): ConfigurationSources['flag'] {
  return (setting) => {
    if (!hasFlag(setting)) return undefined
    const option = flagOf(setting).slice(2)
    if (setting.kind !== 'flag') return input.text(option)
    if (input.flag(`no-${option}`)) return false
    return input.flag(option) ? true : undefined
  }
}

/** As it was typed: `--no-atom` for false. */
function flagAs(setting: Setting, given: string | boolean | undefined): string {
  return given === false ? flagOf(setting).replace('--', '--no-') : flagOf(setting)
}

function createConfiguration(given: readonly GivenSetting[]): Configuration {
  const values = new Map(given.map(({ setting, value }) => [setting.name, value]))
  const find = (name: string): SettingValue | undefined => {
    if (!values.has(name)) throw new TypeError(`There is no setting ${name}`)
    return values.get(name)
  }
  return {
    given,
    text: (name) => {
      const value = find(name)
      return typeof value === 'string' ? value : undefined
    },
    flag: (name) => {
      const value = find(name)
      return typeof value === 'boolean' ? value : undefined
    },
    integer: (name) => {
      const value = find(name)
      return typeof value === 'number' ? value : undefined
    },
  }
}

function unknownVariables(
  settings: readonly Setting[],
  { environment, otherVariables = [] }: ConfigurationSources,
): string[] {
  const known = settings.map(variableOf)
  return Object.keys(environment)
    .filter((name) => name.startsWith(variablePrefix) && !known.includes(name) && !otherVariables.includes(name))
    .map((name) => unknownName(`There is no setting for the variable ${name}.`, name, known))
}

function contentOf(
  settings: readonly Setting[],
  file: ConfigurationSources['file'],
  problems: string[],
): Readonly<Record<string, unknown>> {
  if (file === undefined) return {}
  const { content } = file
  if (typeof content !== 'object' || content === null || Array.isArray(content)) {
    problems.push(`The configuration file ${file.name} must hold one object, { "port": 8090, … }.`)
    return {}
  }
  const known = settings.map(({ name }) => name)
  for (const name of Object.keys(content).filter((each) => !known.includes(each))) {
    problems.push(unknownName(`There is no setting "${name}", which ${file.name} has.`, name, known))
  }
  return Object.fromEntries(Object.entries(content).filter(([name]) => known.includes(name)))
}

function unknownName(problem: string, name: string, known: readonly string[]): string {
  const hint = didYouMean(name, known)
  return hint === undefined ? problem : `${problem} ${hint}`
}

function configurationError(problems: readonly string[]): UsageError {
  return new UsageError(problems.length === 1 ? (problems[0] ?? '') : problems.map((line) => `- ${line}`).join('\n'), {
    suggestion: '"coupa-connector serve --help" lists the settings.',
  })
}
