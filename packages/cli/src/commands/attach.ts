import type { CommandBody } from '../command.ts'
import { connectionOptions, jsonOption } from './shared-options.ts'

/** Puts a file to a record. */
export const attachCommand: CommandBody = {
  description: 'The file is sent as a stream, however large it is. Prints the new attachment.',
  arguments: [
    { name: '<resource>', description: 'such as invoices' },
    { name: '<id>', description: "Coupa's id of the record" },
    { name: '<file>', description: 'the file to attach' },
  ],
  options: [
    { flags: '--name <name>', description: 'name of the file in Coupa (default: that of the file)' },
    { flags: '--intent <intent>', description: 'who sees it: Internal or Supplier' },
    jsonOption,
    ...connectionOptions,
  ],
  examples: [
    'coupa-connector attach invoices 1234 scan.pdf',
    'coupa-connector attach invoices 1234 scan.pdf --intent Internal',
  ],
  run: async (input, context) => {
    const { runAttach } = await import('../attachments/run-attach.ts')
    return await runAttach(input, context)
  },
}
