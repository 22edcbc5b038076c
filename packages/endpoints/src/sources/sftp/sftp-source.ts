import type { SettingDeclaration } from '../../contract/destination-type.ts'
import { EndpointError } from '../../contract/endpoint-error.ts'
import type { SourceType } from '../../contract/source-type.ts'
import { readSettings } from '../../objects/read-settings.ts'
import { serverSettings } from '../../sftp/sftp-settings.ts'
import { readNumber } from '../read-number.ts'

const settings: readonly SettingDeclaration[] = [
  ...serverSettings,
  {
    name: 'file',
    title: 'File',
    description: 'one file on the server to load; it stays where it is',
    isRequired: false,
    isSecret: false,
  },
  {
    name: 'folder',
    title: 'Folder',
    description:
      'a folder on the server whose files are loaded in the order of their names, and then moved to archive/ or failed/ in it',
    isRequired: false,
    isSecret: false,
  },
  {
    name: 'stillSeconds',
    title: 'Seconds without change',
    description:
      'how long size and time of a new file must stay the same before it is loaded, from 0 to 3600; 0 where files are renamed into the folder when they are complete',
    isRequired: false,
    isSecret: false,
    default: '30',
  },
]

/** Files of an SFTP server. */
export const sftpSource: SourceType = {
  kind: 'sftp',
  title: 'SFTP server',
  settings,
  isLocal: false,
  readSettings: read,
  open: async (given, options) => {
    const found = read(given)
    const { createSftpSource } = await import('./create-sftp-source.ts')
    return createSftpSource(found, { ...options, stillMs: stillMsOf(found) })
  },
}

function read(given: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const found = readSettings(given, settings, 'sftp', 'source')
  if ((found.file === undefined) === (found.folder === undefined)) {
    throw new EndpointError('SETTING_INVALID', 'A source of the kind sftp needs a file or a folder.', {
      field: 'folder',
      remedy: 'Set one of both: source.folder=/inbox, or source.file=/inbox/suppliers.csv.',
    })
  }
  stillMsOf(found)
  return found
}

function stillMsOf({ stillSeconds }: Readonly<Record<string, string>>): number {
  return readNumber('stillSeconds', stillSeconds, { minimum: 0, maximum: 3600 }) * 1000
}
