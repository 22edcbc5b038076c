import type { ApiAnswer, ApiRequest } from '../api/contract.ts'
import { isMultipart, parseMultipart } from './multipart.ts'

/** A file that somebody uploaded. */
export interface StoredFile {
  readonly name: string
  readonly contentType: string
  readonly content: Buffer
}

/** The files of one sandbox, by a key such as `invoices/7/image_scan`. */
export type StoredFiles = Map<string, StoredFile>

const contentTypes: Readonly<Record<string, string>> = {
  csv: 'text/csv',
  gif: 'image/gif',
  html: 'text/html',
  jpeg: 'image/jpeg',
  jpg: 'image/jpeg',
  json: 'application/json',
  pdf: 'application/pdf',
  png: 'image/png',
  txt: 'text/plain',
  xml: 'application/xml',
  zip: 'application/zip',
}

/** The file of a form: the part named `file` or `…[file]`, else the first with a file name (F-430, F-434). */
export function uploadedFile(request: ApiRequest): StoredFile | undefined {
  const contentType = request.headers['content-type']
  if (!isMultipart(contentType)) return undefined
  const parts = parseMultipart(request.body, contentType)
  const part =
    parts.find(({ name }) => /(^|\[)file\]?$/.test(name)) ?? parts.find(({ fileName }) => fileName !== undefined)
  if (!part) return undefined
  const name = baseName(part.fileName ?? 'file')
  return { name, contentType: part.contentType ?? contentTypeOfName(name), content: part.content }
}

/** A download: the file's own type, whatever the caller accepts (F-084). */
export function download(file: StoredFile): ApiAnswer {
  const name = file.name.replaceAll(/["\\\r\n]/g, '_').replaceAll(/[^\x20-\x7e]/g, '_')
  const disposition = `attachment; filename="${name}"; filename*=UTF-8''${encodeURIComponent(file.name)}`
  return {
    kind: 'raw',
    status: 200,
    contentType: file.contentType,
    body: file.content,
    headers: { 'content-type': file.contentType, 'content-disposition': disposition },
  }
}

/** Guesses the type of a file from its name. */
export function contentTypeOfName(name: string): string {
  return contentTypes[name.split('.').at(-1)?.toLowerCase() ?? ''] ?? 'application/octet-stream'
}

/** A name without folders, whichever way they are written. */
function baseName(name: string): string {
  return name.split(/[\\/]/).at(-1) || 'file'
}
