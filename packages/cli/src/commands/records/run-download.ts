import { mkdir } from 'node:fs/promises'
import type { CommandInput } from '../../command/command-input.ts'
import type { Context } from '../../command/context.ts'
import { UsageError } from '../../command/usage-error.ts'
import { openConnection } from '../../connections/connect.ts'
import { describeResource } from '../../input/describe-resource.ts'
import { print, printJson } from '../../terminal/print.ts'
import { createStyle } from '../../terminal/style.ts'
import { formatTable } from '../../terminal/table.ts'
import { parseRecordId } from './record-id.ts'
import { saveFile } from './save-file.ts'

type AttachmentRecord = Readonly<Record<string, unknown>>

/** Lists the attachments of a record, or fetches one or all of them. */
export async function runDownload(input: CommandInput, context: Context): Promise<number> {
  const name = input.required('resource')
  await describeResource(name)
  const id = parseRecordId(input.required('id'))
  const wanted = input.argument('attachment')
  const output = input.text('output')
  if (input.flag('all') && (wanted !== undefined || output !== undefined)) {
    throw new UsageError('--all takes every attachment, so it goes with neither an attachment id nor --output.', {
      suggestion: 'Use --directory to say where the files go.',
    })
  }
  const attachmentId = wanted === undefined ? undefined : parseRecordId(wanted)
  await using connection = await openConnection(input, context)
  const attachments = connection.resource(name).attachments(id)
  const { signal } = context
  const directory = input.text('directory') ?? '.'

  const fetchOne = async (one: number, fallbackName: string | undefined): Promise<void> => {
    const { content, fileName } = await attachments.download(one, { signal })
    const file = await saveFile({ content, name: fileName ?? fallbackName }, output, { directory, context })
    if (file) await print(context.stderr, `Saved ${file}\n`)
  }
  if (attachmentId !== undefined) {
    await mkdir(directory, { recursive: true })
    await fetchOne(attachmentId, undefined)
    return 0
  }
  const list: readonly AttachmentRecord[] = await attachments.list({ signal })
  if (!input.flag('all')) {
    await printList(list, input, context)
    return 0
  }
  await mkdir(directory, { recursive: true })
  for (const attachment of list.filter(hasFile)) await fetchOne(Number(attachment.id), nameOf(attachment))
  await print(context.stderr, `${list.filter(hasFile).length} of ${list.length} attachments are files.\n`)
  return 0
}

async function printList(list: readonly AttachmentRecord[], input: CommandInput, context: Context): Promise<void> {
  if (input.flag('json')) return await printJson(context.stdout, list)
  if (list.length === 0) return await print(context.stderr, 'There are no attachments.\n')
  const rows = list.map((attachment) => [
    String(attachment.id),
    String(attachment.type ?? ''),
    nameOf(attachment) ?? '',
  ])
  await print(context.stdout, await formatTable(['Id', 'Type', 'Name'], rows, createStyle(context, 'stdout')))
}

/** Texts and links have nothing to download (F-264). */
function hasFile({ type }: AttachmentRecord): boolean {
  return type === undefined || type === null || !/text|url/i.test(String(type))
}

function nameOf(attachment: AttachmentRecord): string | undefined {
  const name =
    attachment['file-file-name'] ?? attachment['file-name'] ?? attachment.file ?? attachment.text ?? attachment.url
  return typeof name === 'string' && name !== '' ? name : undefined
}
