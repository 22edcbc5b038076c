import { parseSettings, type SettingsInput } from '@coupa-connector/connector'
import type { CommandInput } from '../../command/command-input.ts'
import type { Context } from '../../command/context.ts'
import { UsageError } from '../../command/usage-error.ts'
import {
  checkConnectionName,
  createConnectionStore,
  type StoredConnection,
} from '../../connections/connection-store.ts'
import { stateFolders } from '../../files/folders.ts'
import { print, printJson } from '../../terminal/print.ts'
import { plainFields } from './connection-fields.ts'
import { connectionView } from './connection-view.ts'
import { printNotices } from './notices.ts'
import { askForSecret, type SecretField, secretField } from './secret-field.ts'

/** Saves a connection. Options win over the environment, and with --replace both win over what was saved before. */
export async function addConnection(input: CommandInput, context: Context): Promise<number> {
  const name = checkConnectionName(input.required('name'))
  const store = createConnectionStore(stateFolders(context), context)
  const present = (await store.has(name)) ? await store.find(name) : undefined
  if (present && !input.flag('replace')) {
    throw new UsageError(`There is a connection "${name}" already.`, {
      suggestion: `Add --replace to change it, or "coupa-connector connections remove ${name}" first.`,
    })
  }
  const fields = gatherFields(input, context, present)
  const secret = secretField(fields.authenticationType)
  // Everything else is checked before anybody is asked for a secret.
  const { settings, notices } = parseSettings({ ...fields, [secret.name]: 'not-asked-for-yet' } as SettingsInput)
  const normalized: Record<string, string> = {
    ...fields,
    authenticationType: settings.authenticationType,
    url: settings.url,
    ...(settings.authenticationType === 'oauth2'
      ? { accessTokenUrl: settings.accessTokenUrl, scope: settings.scopes.join(' '), clientId: settings.clientId }
      : {}),
  }
  const value = await gatherSecret(secretField(settings.authenticationType), normalized, present, context)
  if (value !== undefined) parseSettings({ ...normalized, [secret.name]: value } as SettingsInput)
  const saved = await store.put(name, (now) => {
    if (now && !input.flag('replace')) throw new UsageError(`Another process has just added a connection "${name}".`)
    return { fields: normalized, secrets: value === undefined ? {} : { [secret.name]: value } }
  })
  await printNotices(notices, context)
  if (input.flag('json')) await printJson(context.stdout, connectionView(name, saved))
  else await print(context.stdout, `Saved connection "${name}". Test it: coupa-connector test --connection ${name}\n`)
  return 0
}

function gatherFields(
  input: CommandInput,
  { environment }: Context,
  present: StoredConnection | undefined,
): Record<string, string> {
  const fields: Record<string, string> = {}
  for (const { name, option, environmentVariable } of plainFields()) {
    const value = input.text(option) ?? (environment[environmentVariable] || undefined) ?? present?.fields[name]
    if (value !== undefined) fields[name] = value
  }
  return fields
}

/** The secret to save; undefined when the one that is there stays. */
async function gatherSecret(
  field: SecretField,
  fields: Readonly<Record<string, string>>,
  present: StoredConnection | undefined,
  context: Context,
): Promise<string | undefined> {
  const hasSecret = present?.secrets[field.name] !== undefined
  const moved = present ? movedHost(present.fields, fields) : undefined
  const mayStay = hasSecret && moved === undefined
  const value = await askForSecret(field, context, mayStay ? { whenLeftEmpty: 'keep the one that is set' } : {})
  if (value !== undefined || mayStay) return value
  if (hasSecret && moved) {
    throw new UsageError(`${moved}, so the ${field.label} has to be given again; nothing was saved.`, {
      suggestion: 'Type it at the prompt or pipe it in as one line.',
    })
  }
  throw new UsageError(`${field.label} is missing; nothing was saved.`, {
    suggestion: `Type it at the prompt, pipe it in as one line, or set ${field.environmentVariable}.`,
  })
}

/** The warning for a URL that leads to another host than the one the stored secret was given for. */
function movedHost(
  before: Readonly<Record<string, string>>,
  after: Readonly<Record<string, string>>,
): string | undefined {
  const labels = { url: 'URL', accessTokenUrl: 'Access Token URL' } as const
  for (const [name, label] of Object.entries(labels)) {
    const [was, is] = [hostOf(before[name]), hostOf(after[name])]
    if (was !== is) return `${label} goes to another host (${was ?? 'none'} before, ${is ?? 'none'} now)`
  }
  return undefined
}

function hostOf(url: string | undefined): string | undefined {
  return url !== undefined && URL.canParse(url) ? new URL(url).host : undefined
}
