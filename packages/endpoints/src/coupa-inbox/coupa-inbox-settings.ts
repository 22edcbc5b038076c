import type { SettingDeclaration } from '../contract/destination-type.ts'
import { serverSettings } from '../sftp/sftp-settings.ts'

/** What is to be told of Coupa's SFTP server. */
export const coupaInboxSettings: readonly SettingDeclaration[] = [
  ...serverSettings,
  {
    name: 'folder',
    title: 'Folder',
    description: "the folder on the server that has Coupa's folders Incoming and Archive",
    isRequired: false,
    isSecret: false,
    default: '/',
  },
  {
    name: 'temporaryFolder',
    title: 'Temporary folder',
    description:
      'where files are until they are complete: on the same disk, and outside of Incoming. Default: the folder itself, with names that begin with a dot',
    isRequired: false,
    isSecret: false,
  },
]
