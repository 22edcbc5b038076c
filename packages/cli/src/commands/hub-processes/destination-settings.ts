import { endTypesOf, type SettingDeclaration } from '@coupa-connector/endpoints'
import type { CommandInput } from '../../command/command-input.ts'
import type { Context } from '../../command/context.ts'
import { didYouMean } from '../../command/suggest.ts'
import { UsageError } from '../../command/usage-error.ts'
import type { OpenHub } from '../hub-session/open-hub.ts'
import { readSecretFile, variableOf } from '../process-files/value-settings.ts'

/** What a command line says of a destination. */
export interface GivenSettings {
  readonly settings: Readonly<Record<string, string>>
  /** Values of secrets by setting. */
  readonly secrets: Readonly<Record<string, string>>
}

/** The value of a definition under which `COUPA_PROCESS_…` variables set its destination. */
const valueName = 'target'

/**
 * Settings of a destination: variables, if they count here, then files, then `--set`; the later wins. Throws a `UsageError` for
 * a setting that the kind does not have, since a secret under a wrong name would be stored in the open, and for a secret on the
 * command line.
 */
export async function readGivenSettings(
  kind: string,
  input: CommandInput,
  context: Context,
  { hasVariables }: { readonly hasVariables: boolean },
): Promise<GivenSettings> {
  const known = settingsOf(kind)
  const given = new Map<string, string>()
  for (const { name } of hasVariables ? known : []) {
    const value = context.environment[variableOf(valueName, name)]
    if (value) given.set(name, value)
  }
  for (const [name, path] of readPairs(input, 'set-file', 'password=FILE')) {
    refuseUnknown(kind, name, '--set-file')
    given.set(name, await readSecretFile(path))
  }
  // Of a kind that only the hub knows, what comes from a file is taken for a secret.
  const isSecret = (name: string): boolean =>
    known.length === 0
      ? readPairs(input, 'set-file', '').some(([other]) => other === name)
      : known.some((setting) => setting.name === name && setting.isSecret)
  const { settings, secrets } = split(given, isSecret)
  return { settings: { ...settings, ...readPlainSettings(kind, input) }, secrets }
}

/** The settings of `--set`. Throws a `UsageError` for a secret, and for a setting that the kind does not have. */
export function readPlainSettings(kind: string, input: CommandInput): Readonly<Record<string, string>> {
  const pairs = readPairs(input, 'set', 'folder=./out')
  for (const [name] of pairs) {
    refuseUnknown(kind, name, '--set')
    if (settingsOf(kind).some((setting) => setting.name === name && setting.isSecret)) {
      throw new UsageError(`--set ${name} is a secret, and other programs can see a command line.`, {
        suggestion: `Use --set-file ${name}=FILE with "processes destinations".`,
      })
    }
  }
  return Object.fromEntries(pairs)
}

/** Sends secrets to the hub, each on its own, and gives the handles that came back. */
export async function sendSecrets(
  { client, account }: OpenHub,
  kind: string,
  secrets: GivenSettings['secrets'],
  { signal }: Context,
): Promise<Record<string, string>> {
  const handles: Record<string, string> = {}
  for (const [field, value] of Object.entries(secrets)) {
    const body = { field, value, destinationKind: kind }
    const answer = await client.call('secrets.create', { params: { account: account.id }, body, signal })
    handles[field] = answer.body.handle
  }
  return handles
}

/** What was named to be removed, without the prefix of a definition. */
export function readUnset(input: CommandInput): readonly string[] {
  return input.list('unset').map(withoutValueName)
}

function readPairs(
  input: CommandInput,
  option: 'set' | 'set-file',
  example: string,
): readonly (readonly [string, string])[] {
  return input.list(option).map((pair) => {
    const place = pair.indexOf('=')
    if (place < 1) {
      // What stands there may be a secret whose name was forgotten.
      throw new UsageError(
        `--${option} takes NAME=${option === 'set' ? 'VALUE' : 'FILE'}, and one has no name or no "=".`,
        {
          suggestion: `For example: --${option} ${example}`,
        },
      )
    }
    return [withoutValueName(pair.slice(0, place)), pair.slice(place + 1)] as const
  })
}

/** Without a hub a setting is called `target.folder` or `source.folder`; whoever is used to that may write it here, too. */
function withoutValueName(name: string): string {
  return name.replace(/^(?:target|source)\./, '')
}

/** The settings of a kind, whatever it is used for; none of a kind that only the hub knows. */
function settingsOf(kind: string): readonly SettingDeclaration[] {
  const settings = endTypesOf(kind).flatMap((type) => type.settings)
  return [...new Map(settings.map((setting) => [setting.name, setting])).values()]
}

function refuseUnknown(kind: string, name: string, option: string): void {
  const names = settingsOf(kind).map((setting) => setting.name)
  if (names.length === 0 || names.includes(name)) return
  throw new UsageError(`${option} ${name}: a destination of the kind ${kind} has no setting "${name}".`, {
    suggestion: didYouMean(name, names) ?? `It has: ${names.join(', ')}.`,
  })
}

function split(given: ReadonlyMap<string, string>, isSecret: (name: string) => boolean): GivenSettings {
  const entries = [...given]
  return {
    settings: Object.fromEntries(entries.filter(([name]) => !isSecret(name))),
    secrets: Object.fromEntries(entries.filter(([name]) => isSecret(name))),
  }
}
