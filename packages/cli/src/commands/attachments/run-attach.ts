import type { AttachmentInput } from '@coupa-connector/connector'
import type { CommandInput } from '../../command/command-input.ts'
import type { Context } from '../../command/context.ts'
import { UsageError } from '../../command/usage-error.ts'
import { openConnection } from '../../connections/connect.ts'
import { describeResource } from '../../input/describe-resource.ts'
import { parseRecordId } from '../../input/record-id.ts'
import { printRecord } from '../../output/print-record.ts'
import { print } from '../../terminal/print.ts'
import { openUpload } from './open-upload.ts'

/** Attaches a file, a text or a link to a record and prints the attachment. */
export async function runAttach(input: CommandInput, context: Context): Promise<number> {
  const name = input.required('resource')
  await describeResource(name)
  const id = parseRecordId(input.required('id'))
  const content = await readContent(input)
  await using connection = await openConnection(input, context)
  const attachment = await connection
    .resource(name)
    .attachments(id)
    .upload({ ...content, intent: input.text('intent') }, { signal: context.signal })
  if (attachment) await printRecord(attachment, input, context)
  else await print(context.stderr, 'Attached. Coupa sent no record back.\n')
  return 0
}

/** The one thing to attach. Throws a `UsageError` for none and for several. */
async function readContent(input: CommandInput): Promise<AttachmentInput> {
  const [file, text, url, name] = [input.argument('file'), input.text('text'), input.text('url'), input.text('name')]
  const isOne = [file, text, url].filter((given) => given !== undefined).length === 1
  if (isOne && file !== undefined) {
    const { content, fileName } = await openUpload(file, 'to attach')
    return { file: content, fileName: name ?? fileName }
  }
  if (!isOne) {
    throw new UsageError('An attachment is one thing: a file, or --text, or --url; nothing was sent.', {
      suggestion: 'For several attachments run the command several times.',
    })
  }
  if (name !== undefined) throw new UsageError('--name is for files, and there is none; nothing was sent.')
  return text === undefined ? { url: url ?? '' } : { text }
}
