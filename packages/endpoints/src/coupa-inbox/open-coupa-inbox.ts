import { EndpointError } from '../contract/endpoint-error.ts'
import { findFlatFileObject, flatFileObjects } from '../flat-file/objects/flat-file-objects.ts'
import { readSettings } from '../objects/read-settings.ts'
import type { CoupaInbox } from './coupa-inbox.ts'
import { coupaInboxSettings } from './coupa-inbox-settings.ts'
import type { OpenInboxOptions } from './open-inbox-options.ts'

/** Opens a folder of Coupa's inbox; sends nothing yet. Throws `EndpointError` `SETTING_INVALID`. */
export async function openCoupaInbox(
  given: Readonly<Record<string, string>>,
  options: OpenInboxOptions,
): Promise<CoupaInbox> {
  const settings = settingsOf(given)
  const { folder = '/', temporaryFolder = folder } = settings
  const object = findFlatFileObject(options.object)
  const inboxFolder = options.inboxFolder ?? object?.folder
  if (object === undefined || inboxFolder === undefined) {
    const message = `destination.flatFiles.object is "${options.object}", and Coupa has no flat files of that name.`
    const remedy = `Choose one of ${flatFileObjects.map(({ name }) => name).join(', ')}.`
    throw new EndpointError('SETTING_INVALID', message, { field: 'object', remedy })
  }
  if (/(?:^|\/)Incoming(?:\/|$)/.test(temporaryFolder)) {
    throw new EndpointError('SETTING_INVALID', `temporaryFolder is "${temporaryFolder}", which Coupa looks through.`, {
      field: 'temporaryFolder',
      remedy: 'Name a folder outside of Incoming, where no half file is picked up.',
    })
  }
  const [{ createCoupaInbox }, { checkSettings }] = await Promise.all([
    import('./create-coupa-inbox.ts'),
    import('../sftp/connect.ts'),
  ])
  await checkSettings(settings)
  return createCoupaInbox({ ...settings, folder, temporaryFolder }, { ...options, inboxFolder })
}

/** A load has a source with settings of the same names, so that a failure says whose they are. */
function settingsOf(given: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  try {
    return readSettings(given, coupaInboxSettings, 'sftp')
  } catch (error) {
    if (!(error instanceof EndpointError)) throw error
    const { code, message, field, remedy } = error
    throw new EndpointError(code, `Coupa's inbox: ${message}`, { field, remedy, cause: error })
  }
}
