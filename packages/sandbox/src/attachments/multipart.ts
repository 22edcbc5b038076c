import { RequestProblem } from '../format/request-problem.ts'

/** One part of a `multipart/form-data` body. */
export interface FormPart {
  /** Name of the field, for example `attachment[file]`. */
  readonly name: string
  /** Undefined for plain fields. */
  readonly fileName: string | undefined
  readonly contentType: string | undefined
  readonly content: Buffer
}

/** Largest file that is taken: 250 MB, the largest that clients report (F-432). */
export const MAX_FILE_BYTES: number = 250 * 1024 * 1024

const MAX_PARTS = 100

/** Tells whether a body is a form with parts. */
export function isMultipart(contentType: string | undefined): boolean {
  return /^\s*multipart\/form-data/i.test(contentType ?? '')
}

/**
 * Takes a `multipart/form-data` body apart. Tolerant: bare line feeds, a preamble, and a last boundary without its dashes are fine.
 * Throws RequestProblem (400) when the boundary is missing or never comes, or when there are too many parts or bytes.
 */
export function parseMultipart(body: Buffer, contentType: string | undefined): readonly FormPart[] {
  const [, quoted, plain] = /boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(contentType ?? '') ?? []
  const boundary = quoted ?? plain
  if (boundary === undefined) throw new RequestProblem(400, 'Invalid multipart body: the boundary is missing')
  const delimiter = Buffer.from(`--${boundary}`)
  const parts: FormPart[] = []
  let start = body.indexOf(delimiter)
  if (start < 0) throw new RequestProblem(400, 'Invalid multipart body: the boundary does not occur')
  while (start >= 0) {
    const from = start + delimiter.length
    if (body.subarray(from, from + 2).toString('latin1') === '--') break
    const next = body.indexOf(delimiter, from)
    const part = parsePart(body.subarray(from, next < 0 ? body.length : next))
    if (part) parts.push(part)
    if (parts.length > MAX_PARTS) throw new RequestProblem(400, `Invalid multipart body: more than ${MAX_PARTS} parts`)
    start = next
  }
  return parts
}

function parsePart(bytes: Buffer): FormPart | undefined {
  const [headerEnd, contentStart] = findContent(bytes)
  if (contentStart < 0) return undefined
  const headers = bytes.subarray(0, headerEnd).toString('utf8')
  const disposition = /^content-disposition:(.*)$/im.exec(headers)?.[1] ?? ''
  const name = parameter(disposition, 'name')
  if (name === undefined) return undefined
  const content = withoutLineEnd(bytes.subarray(contentStart))
  if (content.length > MAX_FILE_BYTES)
    throw new RequestProblem(400, 'File is too large (maximum is 250 MB)', 'attachment')
  return {
    name,
    fileName: extendedFileName(disposition) ?? parameter(disposition, 'filename'),
    contentType: /^content-type:\s*(.+?)\s*$/im.exec(headers)?.[1],
    content,
  }
}

/** Where the headers end and where the content begins; -1 when there is no content. */
function findContent(bytes: Buffer): readonly [number, number] {
  const windows = bytes.indexOf('\r\n\r\n')
  const unix = bytes.indexOf('\n\n')
  if (windows >= 0 && (unix < 0 || windows < unix)) return [windows, windows + 4]
  return unix < 0 ? [0, -1] : [unix, unix + 2]
}

/** The line end before the next boundary belongs to the boundary. */
function withoutLineEnd(content: Buffer): Buffer {
  if (content.at(-1) !== 0x0a) return content
  return content.subarray(0, content.at(-2) === 0x0d ? -2 : -1)
}

function parameter(disposition: string, name: string): string | undefined {
  const match = new RegExp(`(?:^|[;\\s])${name}=(?:"((?:[^"\\\\]|\\\\.)*)"|([^;\\s]+))`, 'i').exec(disposition)
  return match?.[1]?.replaceAll(/\\(["\\])/g, '$1') ?? match?.[2]
}

function extendedFileName(disposition: string): string | undefined {
  const encoded = /filename\*=\s*(?:UTF-8|ISO-8859-1)''([^;\s]+)/i.exec(disposition)?.[1]
  if (encoded === undefined) return undefined
  try {
    return decodeURIComponent(encoded)
  } catch {
    return undefined
  }
}
