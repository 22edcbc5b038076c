import type { MultipartFile } from '../http/multipart.ts'

/** A file to upload: its content, with a name and a type where they matter. A stream can be sent once only. */
export type UploadFile = FileContent | DescribedFile

export type FileContent = Uint8Array | Blob | AsyncIterable<Uint8Array>

export interface DescribedFile {
  readonly content: FileContent
  readonly fileName?: string | undefined
  /** Default: `application/octet-stream`. */
  readonly contentType?: string | undefined
  /** Length of a stream, where it is known; without it the file goes in chunks. */
  readonly sizeBytes?: number | undefined
}

/** Whether a value is a file and not a record or a plain value. */
export function isUploadFile(value: unknown): value is UploadFile {
  return (
    isContent(value) || (typeof value === 'object' && value !== null && 'content' in value && isContent(value.content))
  )
}

/** The file as a part of a form; a `File` or `Blob` brings its own name and type. */
export function toMultipartFile(name: string, file: UploadFile): MultipartFile {
  const { content, fileName, contentType, sizeBytes }: DescribedFile = isContent(file) ? { content: file } : file
  if (!(content instanceof Blob)) {
    return { name, filename: fileName ?? name, contentType, content, contentLength: sizeBytes }
  }
  const ownName = 'name' in content && typeof content.name === 'string' ? content.name : ''
  return {
    name,
    filename: fileName ?? (ownName || name),
    contentType: contentType ?? (content.type || undefined),
    content: content.stream(),
    contentLength: content.size,
  }
}

function isContent(value: unknown): value is FileContent {
  if (value instanceof Uint8Array || value instanceof Blob) return true
  return typeof value === 'object' && value !== null && Symbol.asyncIterator in value
}
