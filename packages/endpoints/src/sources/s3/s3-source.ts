import type { SettingDeclaration } from '../../contract/destination-type.ts'
import { EndpointError } from '../../contract/endpoint-error.ts'
import type { SourceType } from '../../contract/source-type.ts'
import { readSettings } from '../../objects/read-settings.ts'
import { bucketSettings } from '../../s3/s3-settings.ts'

const settings: readonly SettingDeclaration[] = [
  ...bucketSettings,
  {
    name: 'file',
    title: 'File',
    description: 'key of one object to load, such as inbox/suppliers.csv; it stays where it is',
    isRequired: false,
    isSecret: false,
  },
  {
    name: 'prefix',
    title: 'Prefix',
    description:
      'the folder in the bucket whose files are loaded in the order of their names, and then moved to archive/ or failed/ in it, such as coupa/inbox. Default: the whole bucket',
    isRequired: false,
    isSecret: false,
  },
]

/** Files in a bucket of AWS S3 or of a server with the same API. */
export const s3Source: SourceType = {
  kind: 's3',
  title: 'S3 bucket',
  settings,
  isLocal: false,
  readSettings: read,
  open: async (given, options) => {
    const found = read(given)
    const { createS3Source } = await import('./create-s3-source.ts')
    return createS3Source(found, options)
  },
}

function read(given: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const found = readSettings(given, settings, 's3', 'source')
  if (found.file !== undefined && found.prefix !== undefined) {
    throw new EndpointError('SETTING_INVALID', 'file and prefix are both set.', {
      field: 'file',
      remedy: 'Set one of both: source.file=inbox/suppliers.csv, or source.prefix=inbox.',
    })
  }
  return found
}
