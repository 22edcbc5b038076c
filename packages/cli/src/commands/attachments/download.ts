import type { CommandBody } from '../../command/command.ts'
import { connectionOptions, jsonOption } from '../../command/shared-options.ts'

/** Lists or fetches the attachments of a record. */
export const downloadCommand: CommandBody = {
  description: `Without an attachment id, lists the attachments; with --all, downloads every file among them. A file takes its name only
when it is complete, and no file is overwritten unless --output names it. "--output -" writes to standard output.

--all skips files that are complete already, so it can be run again. When a name is taken, the attachment's id follows it:
scan-304.pdf. If a file fails, the others are still downloaded; the failures are listed at the end (exit code 1).`,
  arguments: [
    { name: '<resource>', description: 'such as invoices' },
    { name: '<id>', description: 'id of the record in Coupa' },
    { name: '[attachment]', description: 'id of the attachment' },
  ],
  options: [
    { flags: '-o, --output <file>', description: 'file to write, or "-" (default: the name it has in Coupa, here)' },
    { flags: '--all', description: 'download every attachment of the record' },
    { flags: '--directory <folder>', description: 'where files go that keep their name (default: here)' },
    jsonOption,
    ...connectionOptions,
  ],
  examples: [
    'coupa-connector download invoices 46',
    'coupa-connector download invoices 46 33 --output scan.pdf',
    'coupa-connector download invoices 46 --all --directory scans',
  ],
  run: async (input, context) => {
    const { runDownload } = await import('./run-download.ts')
    return await runDownload(input, context)
  },
}
