import type { CommandBody } from '../../command/command.ts'
import { connectionOptions, jsonOption } from '../../command/shared-options.ts'

/** Puts a file, a text or a link to a record. */
export const attachCommand: CommandBody = {
  description: 'A file is sent as a stream, however large it is. Prints the new attachment.',
  arguments: [
    { name: '<resource>', description: 'such as invoices' },
    { name: '<id>', description: 'id of the record in Coupa' },
    { name: '[file]', description: 'the file to attach' },
  ],
  options: [
    { flags: '--text <text>', description: 'attach this text instead of a file' },
    { flags: '--url <url>', description: 'attach this link instead of a file' },
    { flags: '--name <name>', description: 'name of the file in Coupa (default: that of the file)' },
    { flags: '--intent <intent>', description: 'who sees it: Internal or Supplier' },
    jsonOption,
    ...connectionOptions,
  ],
  examples: [
    'coupa-connector attach invoices 41 scan.pdf',
    'coupa-connector attach invoices 41 scan.pdf --intent Internal',
    'coupa-connector attach requisitions 35 --url https://intranet.example/offer/7',
  ],
  run: async (input, context) => {
    const { runAttach } = await import('./run-attach.ts')
    return await runAttach(input, context)
  },
}
