import { randomBytes } from 'node:crypto'

export interface MultipartField {
  readonly name: string
  readonly value: string
}

export interface MultipartFile {
  /** Name of the form field; Coupa takes attachments as `file` (F-434) or by a bracketed name. */
  readonly name: string
  /** As it shall be called on the other side, without folders. */
  readonly filename: string
  /** Default: `application/octet-stream`. */
  readonly contentType?: string | undefined
  readonly content: Uint8Array | AsyncIterable<Uint8Array>
  /** Length of a streamed content in bytes, where it is known. Streams of another length fail. */
  readonly contentLength?: number | undefined
}

export interface MultipartOptions {
  readonly fields?: readonly MultipartField[] | undefined
  readonly file: MultipartFile
  /** Default: 128 random bits. */
  readonly boundary?: string | undefined
}

/** What a call needs of an encoded form. */
export interface MultipartBody {
  readonly contentType: string
  /** Bytes where the content was given as bytes, so that the call can be repeated; a stream otherwise. */
  readonly body: Uint8Array | AsyncIterable<Uint8Array>
  /** Undefined when the length of the content is not known. */
  readonly contentLength: number | undefined
}

/**
 * Encodes a form with one file as multipart/form-data (RFC 7578), the file as it comes. Names are escaped as browsers do
 * it: quotes and line breaks percent-encoded, everything else in UTF-8.
 */
export function encodeMultipart({
  fields = [],
  file,
  boundary = `coupa-connector-${randomBytes(16).toString('hex')}`,
}: MultipartOptions): MultipartBody {
  if (!/^[\w'()+,./:=?-]{1,70}$/.test(boundary))
    throw new TypeError('The boundary has characters that RFC 2046 forbids')
  const head = Buffer.from(
    fields.map((field) => encodeField(field, boundary)).join('') + encodeFileHead(file, boundary),
  )
  const tail = Buffer.from(`\r\n--${boundary}--\r\n`)
  const contentType = `multipart/form-data; boundary=${quoted(boundary)}`

  if (file.content instanceof Uint8Array) {
    const body = Buffer.concat([head, file.content, tail])
    return { contentType, body, contentLength: body.length }
  }
  const { contentLength } = file
  return {
    contentType,
    body: pieces(head, file.content, tail),
    contentLength: contentLength === undefined ? undefined : head.length + contentLength + tail.length,
  }
}

function encodeField({ name, value }: MultipartField, boundary: string): string {
  const lines = value.replace(/\r\n|\r|\n/g, '\r\n')
  return `--${boundary}\r\nContent-Disposition: form-data; name="${escaped(name)}"\r\n\r\n${lines}\r\n`
}

function encodeFileHead({ name, filename, contentType = 'application/octet-stream' }: MultipartFile, boundary: string) {
  if (/[\r\n]/.test(contentType)) throw new TypeError('A content type cannot contain line breaks')
  const disposition = `form-data; name="${escaped(name)}"; filename="${escaped(filename)}"`
  return `--${boundary}\r\nContent-Disposition: ${disposition}\r\nContent-Type: ${contentType}\r\n\r\n`
}

/** The rules of the HTML standard for form data. */
function escaped(name: string): string {
  return name.replaceAll('"', '%22').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}

function quoted(boundary: string): string {
  return /^[\w-]+$/.test(boundary) ? boundary : `"${boundary}"`
}

async function* pieces(head: Buffer, content: AsyncIterable<Uint8Array>, tail: Buffer): AsyncIterable<Uint8Array> {
  yield head
  yield* content
  yield tail
}
