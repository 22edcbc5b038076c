import { mkdir } from 'node:fs/promises'
import type { RecordAttachments } from '@coupa-connector/connector'
import type { CommandInput } from '../../command/command-input.ts'
import type { Context } from '../../command/context.ts'
import { UsageError } from '../../command/usage-error.ts'
import { openConnection } from '../../connections/connect.ts'
import { describeResource } from '../../input/describe-resource.ts'
import { parseRecordId } from '../../input/record-id.ts'
import { print, printJson } from '../../terminal/print.ts'
import { formatTable } from '../../terminal/table.ts'
import { type AttachmentRecord, filesAmong, titleOf } from './attachment-file.ts'
import { fetchFiles } from './fetch-files.ts'
import { reportFiles } from './report-files.ts'
import { saveFile } from './save-file.ts'

/** Lists the attachments of a record, or fetches one or all of them. */
export async function runDownload(input: CommandInput, context: Context): Promise<number> {
  const name = input.required('resource')
  await describeResource(name)
  const id = parseRecordId(input.required('id'))
  const wanted = input.argument('attachment')
  if (input.flag('all') && (wanted !== undefined || input.text('output') !== undefined)) {
    throw new UsageError('--all takes every attachment, so it goes with neither an attachment id nor --output.', {
      suggestion: 'Use --directory to say where the files go.',
    })
  }
  const attachmentId = wanted === undefined ? undefined : parseRecordId(wanted)
  await using connection = await openConnection(input, context)
  const attachments = connection.resource(name).attachments(id)
  if (attachmentId !== undefined) return await downloadOne(attachmentId, attachments, input, context)
  const list: readonly AttachmentRecord[] = await attachments.list({ signal: context.signal })
  if (input.flag('all')) return await downloadAll(list, attachments, input, context)
  await printList(list, input, context)
  return 0
}

async function downloadOne(
  attachmentId: number,
  attachments: RecordAttachments,
  input: CommandInput,
  context: Context,
): Promise<number> {
  const directory = await openDirectory(input)
  const { content, fileName } = await attachments.download(attachmentId, { signal: context.signal })
  const file = await saveFile({ content, name: fileName }, input.text('output'), { directory, context })
  if (file) await print(context.stderr, `Saved ${file}\n`)
  return 0
}

/** Exit code 1 when a file could not be fetched; the others are there all the same. */
async function downloadAll(
  list: readonly AttachmentRecord[],
  attachments: RecordAttachments,
  input: CommandInput,
  context: Context,
): Promise<number> {
  const directory = await openDirectory(input)
  const files = filesAmong(list)
  const outcomes = fetchFiles(files, attachments, { directory, signal: context.signal })
  const failed = await reportFiles(outcomes, { attachments: list.length, asJson: input.flag('json') }, context)
  return failed === 0 ? 0 : 1
}

async function openDirectory(input: CommandInput): Promise<string> {
  const directory = input.text('directory') ?? '.'
  await mkdir(directory, { recursive: true })
  return directory
}

async function printList(list: readonly AttachmentRecord[], input: CommandInput, context: Context): Promise<void> {
  if (input.flag('json')) return await printJson(context.stdout, list)
  if (list.length === 0) return await print(context.stderr, 'There are no attachments.\n')
  const rows = list.map((attachment) => [
    String(attachment.id),
    String(attachment.type ?? ''),
    titleOf(attachment) ?? '',
  ])
  await print(context.stdout, await formatTable(['Id', 'Type', 'Name'], rows, context))
}
