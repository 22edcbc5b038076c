import { SettingsError } from '../../errors/settings-error.ts'
import { Secret } from '../../secrets/secret.ts'
import { settingsFingerprint } from '../../settings/fingerprint.ts'
import { parseSettings, type SettingsInput } from '../../settings/parse-settings.ts'
import { readAccessTokenUrl, readServiceUrl } from '../../settings/read-url.ts'
import type { Settings } from '../../settings/settings.ts'
import { hasSeparatorMistake, splitScopes } from '../../settings/split-scopes.ts'
import { separatorsInScope } from '../../settings/words-for-doubts.ts'
import { StepFailure, type TestContext } from './test-context.ts'

/** Where a test gets its settings from: what a person typed, checked settings, or whatever opens sealed ones. */
export type SettingsSource =
  | { readonly input: SettingsInput }
  | { readonly settings: Settings | (() => Settings | Promise<Settings>) }

/** Checked settings whose secret could be opened. */
export interface OpenedSettings {
  readonly settings: Settings
  readonly fingerprint: string
}

/** Longest that opening sealed settings may take. */
const openLimitMs = 10_000

/**
 * The settings stage: checks what was given and opens the secret. Nothing is sent. Throws `StepFailure` with
 * `SETTINGS_INVALID`, or `SECRET_UNREADABLE` when the secret cannot be opened.
 */
export async function openSettings(source: SettingsSource, context: TestContext): Promise<OpenedSettings> {
  const settings = await read(source, context)
  requireUrls(settings)
  const usesApiKey = settings.authenticationType === 'api-key'
  let secret: string
  let fingerprint: string
  try {
    secret = (usesApiKey ? settings.token : settings.clientSecret).reveal()
    fingerprint = settingsFingerprint(settings)
  } catch {
    // The error is not shown, because its words may contain what failed to open.
    throw new StepFailure({ code: 'SECRET_UNREADABLE', stage: 'settings', facts: { usesApiKey } })
  }
  context.striker.add(secret)
  context.striker.keep(fingerprint)
  warnOfSettings(settings, context)
  return { settings, fingerprint }
}

async function read(source: SettingsSource, context: TestContext): Promise<Settings> {
  try {
    if ('input' in source) {
      // Also the secret of the authentication type that is not chosen, which is neither sent nor ever shown.
      for (const value of [source.input.token, source.input.clientSecret]) strikeInput(value, context)
      const { settings, notices } = parseSettings(source.input)
      for (const { kind, message } of notices) if (!seenInSettings.has(kind)) context.warn('SETTINGS_DOUBTFUL', message)
      return settings
    }
    const { settings } = source
    return typeof settings === 'function' ? await context.budget.run(openLimitMs, async () => settings()) : settings
  } catch (error) {
    if (error instanceof SettingsError) {
      const problems = error.details.problems.map(({ field, message, suggestion, suggestedValue }) => ({
        field,
        message,
        suggestion,
        ...(suggestedValue === undefined ? {} : { suggestedValue }),
      }))
      throw new StepFailure({ code: 'SETTINGS_INVALID', stage: 'settings', facts: { problems } })
    }
    context.budget.throwIfAborted()
    throw new StepFailure({ code: 'SECRET_UNREADABLE', stage: 'settings', facts: {} })
  }
}

/** What is doubtful about the addresses, said again for settings that come from elsewhere than a form. */
function addressNotices(settings: Settings): string[] {
  const readings = [
    readServiceUrl(settings.url, { label: 'URL', convertScopeSeparators: false }),
    ...('accessTokenUrl' in settings
      ? [readAccessTokenUrl(settings.accessTokenUrl, { label: 'Access Token URL', convertScopeSeparators: false })]
      : []),
  ]
  return readings
    .flatMap((reading) => ('notices' in reading ? (reading.notices ?? []) : []))
    .map(({ message }) => message)
}

/** Notices that `warnOfSettings` gives, wherever the settings come from. */
const seenInSettings: ReadonlySet<string> = new Set([
  'api-key-deprecated',
  'scope-separators',
  'token-url-other-host',
  'token-url-without-path',
  'url-without-api',
])

/** Checked settings may have been made by hand: everything after this stage relies on their URLs. */
function requireUrls(settings: Settings): void {
  const urls = {
    url: settings.url,
    ...('accessTokenUrl' in settings ? { accessTokenUrl: settings.accessTokenUrl } : {}),
  }
  const problems = Object.entries(urls)
    .filter(([, url]) => !/^https?:/.test(url) || !URL.canParse(url))
    .map(([field]) => ({
      field,
      message: `${field} is not a URL.`,
      suggestion: 'Give an address that begins with https://.',
    }))
  if (problems.length > 0) throw new StepFailure({ code: 'SETTINGS_INVALID', stage: 'settings', facts: { problems } })
}

function strikeInput(value: SettingsInput['token'], { striker }: TestContext): void {
  const text = value instanceof Secret ? value.reveal() : value
  if (typeof text === 'string') striker.add(text.trim())
}

function warnOfSettings(settings: Settings, { warn, striker }: TestContext): void {
  for (const message of addressNotices(settings)) warn('SETTINGS_DOUBTFUL', striker.text(message))
  if (settings.authenticationType === 'api-key') {
    warn('API_KEY_DEPRECATED', 'API keys are deprecated by Coupa and may stop working: move to OAuth 2.0.')
    return
  }
  if (settings.scopes.some(hasSeparatorMistake)) {
    warn('SETTINGS_DOUBTFUL', `${separatorsInScope} Change it to: ${splitScopes(settings.scopes.join(' ')).join(' ')}`)
  }
  const host = new URL(settings.url).hostname
  const tokenHost = new URL(settings.accessTokenUrl).hostname
  if (host !== tokenHost) {
    warn(
      'TOKEN_HOST_DIFFERS',
      `URL leads to ${host} and Access Token URL to ${tokenHost}: normally both belong to one organization.`,
    )
  }
}
