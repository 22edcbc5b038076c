import type { ApiRequest } from '../api/contract.ts'
import type { InputObject } from '../format/input.ts'
import { defined, type Values } from '../schema/value.ts'
import { bodyOf, textOf } from '../write/request-input.ts'
import { isMultipart, parseMultipart } from './multipart.ts'
import type { Owner } from './owners.ts'
import { type StoredFile, uploadedFile } from './stored-files.ts'

/** What somebody asked to attach. */
export interface AttachmentInput {
  readonly type: string
  readonly intent: string | undefined
  readonly linkedTo: string | undefined
  readonly text: string | undefined
  readonly url: string | undefined
  readonly file: StoredFile | undefined
}

/** Texts on requisitions and their lines are limited (F-321). */
const limits: Readonly<Record<'text' | 'url', number>> = { text: 2000, url: 500 }

/** Reads a form, or the members of JSON or XML. */
export function readAttachment(request: ApiRequest): AttachmentInput {
  const contentType = request.headers['content-type']
  const file = uploadedFile(request)
  const fields: InputObject = isMultipart(contentType)
    ? Object.fromEntries(
        parseMultipart(request.body, contentType)
          .filter(({ fileName }) => fileName === undefined)
          .map(({ name, content }) => [plainName(name), content.toString('utf8')]),
      )
    : bodyOf(request, 'attachment')
  const text = textOf(fields, 'text')
  const url = textOf(fields, 'url')
  const isFile = file !== undefined || (text === undefined && url === undefined)
  return {
    type: textOf(fields, 'type') ?? (isFile ? 'file' : url === undefined ? 'text' : 'url'),
    intent: textOf(fields, 'intent'),
    linkedTo: textOf(fields, 'linked-to'),
    text,
    url,
    file,
  }
}

/** `attachment[linked_to]` is the member `linked-to`. */
function plainName(name: string): string {
  return (/\[([^\]]+)\]$/.exec(name)?.[1] ?? name).replaceAll('_', '-')
}

/** Sentence that refuses what somebody asked to attach; undefined when it is fine. */
export function attachmentProblem(input: AttachmentInput, owner: Owner): string | undefined {
  const { type, intent, file } = input
  if (!['file', 'text', 'url'].includes(type)) return 'Type is not included in the list'
  if (intent !== undefined && !['Internal', 'Supplier'].includes(intent)) return 'Intent is not included in the list'
  if (type === 'file') return file ? undefined : "File can't be blank"
  const kind = type === 'url' ? 'url' : 'text'
  const value = input[kind]
  if (value === undefined) return `${kind === 'url' ? 'Url' : 'Text'} can't be blank`
  const isLimited = owner.resource.startsWith('requisition')
  if (!isLimited || value.length <= limits[kind]) return undefined
  return `${kind === 'url' ? 'Url' : 'Text'} is too long (maximum is ${limits[kind]} characters)`
}

/** The values of a new attachment. */
export function attachmentValues({ type, intent, linkedTo, text, url, file }: AttachmentInput): Values {
  const about = file && {
    'file-file-name': file.name,
    'file-file-size': String(file.content.length),
    'file-content-type': file.contentType,
  }
  return defined({
    type,
    intent: intent ?? null,
    'linked-to': linkedTo ?? null,
    text,
    url,
    ...(type === 'file' ? about : {}),
  })
}
