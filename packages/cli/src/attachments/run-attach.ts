import { resourceOf } from '../any-resource.ts'
import type { CommandInput } from '../command-input.ts'
import { openConnection } from '../connect.ts'
import type { Context } from '../context.ts'
import { describeResource } from '../describe-resource.ts'
import { print } from '../terminal/print.ts'
import { printRecord } from '../write/print-record.ts'
import { parseRecordId } from '../write/record-id.ts'
import { openUpload } from './open-upload.ts'

/** Attaches a file to a record and prints the attachment. */
export async function runAttach(input: CommandInput, context: Context): Promise<number> {
  const name = input.required('resource')
  await describeResource(name)
  const id = parseRecordId(input.required('id'))
  const { content, fileName } = await openUpload(input.required('file'), 'to attach')
  await using connection = await openConnection(input, context)
  const attachment = await resourceOf(connection, name)
    .attachments(id)
    .upload(
      { file: content, fileName: input.text('name') ?? fileName, intent: input.text('intent') },
      { signal: context.signal },
    )
  if (attachment) await printRecord(attachment, input, context)
  else await print(context.stderr, 'Attached. Coupa sent no record back.\n')
  return 0
}
