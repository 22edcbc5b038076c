import { parseSettings, SettingsError, type SettingsInput, settingsFromEnvironment } from '@coupa-connector/connector'
import type { Context } from '../../command/context.ts'
import { type ConnectionStore, createConnectionStore } from '../../connections/connection-store.ts'
import { stateFolders } from '../../files/folders.ts'
import { type Finding, failedBy } from './finding.ts'

/** The saved connections and that of the environment: whether their settings and secrets can be used. Nothing is sent. */
export async function checkConnections(context: Context): Promise<Finding[]> {
  return [...(await checkSaved(context)), ...checkVariables(context)]
}

async function checkSaved(context: Context): Promise<Finding[]> {
  try {
    const store = createConnectionStore(stateFolders(context), context)
    const names = await store.names()
    if (names.length > 0) return await Promise.all(names.map((name) => checkOne(name, store)))
    return [{ status: 'not-checked', subject: 'Connections', message: 'None is saved here.' }]
  } catch (error) {
    return [failedBy('Connections', error)]
  }
}

async function checkOne(name: string, store: ConnectionStore): Promise<Finding> {
  const subject = `Connection ${name}`
  try {
    const stored = await store.find(name)
    return checkSettings(subject, { ...stored.fields, ...(await store.openSecrets(name, stored)) })
  } catch (error) {
    return failedBy(subject, error)
  }
}

function checkVariables({ environment }: Context): Finding[] {
  const input = settingsFromEnvironment(environment)
  const isSet = Object.values(input).some((value) => value !== '')
  if (!isSet) return [{ status: 'not-checked', subject: 'COUPA_ variables', message: 'None is set.' }]
  return [checkSettings('COUPA_ variables', input)]
}

function checkSettings(subject: string, input: SettingsInput): Finding {
  try {
    const { settings, notices } = parseSettings(input)
    const [notice] = notices
    if (notice === undefined) return { status: 'passed', subject, message: `Complete, for ${settings.url}.` }
    return { status: 'warning', subject, message: notice.message, remedy: meant(notice.suggestedValue) }
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error
    const { problems } = error.details
    return {
      status: 'failed',
      subject,
      message: problems.map(({ message }) => message).join(' '),
      remedy: problems.map(({ suggestion }) => suggestion).join(' '),
    }
  }
}

function meant(value: string | undefined): string | undefined {
  return value === undefined ? undefined : `Probably meant: ${value}`
}
