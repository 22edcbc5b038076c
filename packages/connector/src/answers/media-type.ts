import { asciiPrefix } from '../format/decode-text.ts'

/** The kind of a body, by its content type and, where that is missing, by how it begins. */
export type BodyKind = 'json' | 'xml' | 'html' | 'other' | 'empty'

/**
 * The media type of an answer without its parameters, in lower case. Undefined when none was sent. The first one of a header
 * that was sent twice.
 */
export function mediaTypeOf(headers: Readonly<Record<string, string>>): string | undefined {
  const header = headers['content-type']
  if (header === undefined) return undefined
  // Asked for each page, of which nearly all have nothing to cut off.
  const mediaType = /[;,]/.test(header) ? header.replace(/[;,].*$/s, '') : header
  return mediaType.trim().toLowerCase() || undefined
}

/**
 * What a body is. HTML is recognised whatever it is called: a login page must never pass for data. A body of another
 * media type than JSON or XML is foreign even when it could be parsed; only where no type was sent, its beginning tells.
 */
export function bodyKindOf(bytes: Uint8Array, mediaType: string | undefined): BodyKind {
  if (bytes.length === 0) return 'empty'
  const beginning = asciiPrefix(bytes).trimStart()
  if (beginning === '' && bytes.length < 64) return 'empty'
  if (isHtmlType(mediaType) || /^<(!doctype html|html)\b/i.test(beginning)) return 'html'
  if (mediaType === undefined) return beginning.startsWith('<') ? 'xml' : /^[[{]/.test(beginning) ? 'json' : 'other'
  if (/^(application|text)\/(?:[\w.-]+\+)?json$/.test(mediaType)) return 'json'
  if (/^(application|text)\/(?:[\w.-]+\+)?xml$/.test(mediaType)) return 'xml'
  return 'other'
}

function isHtmlType(mediaType: string | undefined): boolean {
  return mediaType === 'text/html' || mediaType === 'application/xhtml+xml'
}
