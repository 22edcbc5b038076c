import type { DestinationType } from '../contract/destination-type.ts'
import { readSettings } from '../objects/read-settings.ts'
import { sftpSettings } from './sftp-settings.ts'

/** Files in a folder of an SFTP server. */
export const sftpDestination: DestinationType = {
  kind: 'sftp',
  title: 'SFTP server',
  guarantee: 'exactly-once',
  formats: ['ndjson', 'csv', 'parquet', 'flat-file'],
  shapes: ['nested', 'flat', 'tables'],
  settings: sftpSettings,
  isLocal: false,
  open: async (given, options) => {
    const settings = readSettings(given, sftpSettings, 'sftp')
    const [{ createSftpDestination }, { checkSettings }] = await Promise.all([
      import('./create-sftp-destination.ts'),
      import('./connect.ts'),
    ])
    await checkSettings(settings)
    return createSftpDestination(settings, options)
  },
}
