import type { CoupaRecord, Download, ResourceClient } from '@coupa-connector/connector'
import { isCoupaError } from '@coupa-connector/connector'
import { type Definition, fileActions, type RecordFileKind } from '@coupa-connector/process'

/** One file of a record in Coupa. */
export interface RecordFile {
  /** `image-scan`, `attachment-12`. */
  readonly source: string
  /** As Coupa calls it; undefined where only its answer says. */
  readonly name: string | undefined
  /** Asks for it; undefined where the record has no such file. */
  open(): Promise<Download | undefined>
}

/** The files of a record that the process delivers, one after the other. Nothing is read of a file before it is opened. */
export async function* openFiles(
  id: number | string,
  {
    definition,
    resource,
    signal,
  }: {
    readonly definition: Definition
    readonly resource: ResourceClient
    readonly signal?: AbortSignal | undefined
  },
): AsyncGenerator<RecordFile> {
  for (const kind of new Set(definition.source.files)) {
    if (kind !== 'attachments') {
      yield { source: kind, name: undefined, open: () => fileOfAction(kind, resource, id, signal) }
      continue
    }
    const options = { priority: 'bulk', signal } as const
    const attachments = resource.attachments(id)
    for (const attachment of await attachments.list(options)) {
      const { id: attachmentId } = attachment
      if (!isFile(attachment) || (typeof attachmentId !== 'number' && typeof attachmentId !== 'string')) continue
      const open = (): Promise<Download> => attachments.download(attachmentId, options)
      yield { source: `attachment-${attachmentId}`, name: nameOf(attachment), open }
    }
  }
}

/** Coupa answers 404 for a record that has no such file (F-434). */
async function fileOfAction(
  kind: Exclude<RecordFileKind, 'attachments'>,
  resource: ResourceClient,
  id: number | string,
  signal: AbortSignal | undefined,
): Promise<Download | undefined> {
  try {
    const answer = await resource.action(id, fileActions[kind], {}, { priority: 'bulk', signal })
    return answer.kind === 'file' ? answer.file : undefined
  } catch (error) {
    if (isCoupaError(error) && error.code === 'COUPA_NOT_FOUND') return undefined
    throw error
  }
}

/** Texts and links are attachments, too, and have no file (F-430). */
function isFile({ type, text, url, 'file-file-name': fileName, file }: CoupaRecord): boolean {
  if (typeof type === 'string' && type !== '') return !/text|url|link/i.test(type)
  return Boolean(fileName) || Boolean(file) || !(text || url)
}

function nameOf({ 'file-file-name': fileName, file }: CoupaRecord): string | undefined {
  const name = typeof fileName === 'string' && fileName !== '' ? fileName : file
  return typeof name === 'string' && name !== '' ? name.split(/[\\/]/).at(-1) : undefined
}
