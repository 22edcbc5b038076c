import { bodyKindOf, mediaTypeOf } from '../answers/media-type.ts'
import { errorOfResponse, type RequestContext } from '../answers/response-error.ts'
import { withoutSecrets } from '../answers/without-secrets.ts'
import { badBody } from '../format/decode-text.ts'
import type { CallRequest, StreamedCallResponse } from '../http/call.ts'
import type { WriteTools } from '../requests/write-request.ts'

/** A file of Coupa's, still on the wire: read `content` or leave its loop to let go of the connection. */
export interface Download {
  readonly content: AsyncIterable<Uint8Array>
  /** As served; `application/octet-stream` where Coupa says nothing. */
  readonly contentType: string
  /** Undefined when the server did not say. */
  readonly sizeBytes: number | undefined
  /** From the content disposition, without any folder; undefined when there is none. */
  readonly fileName: string | undefined
}

/** Fetches a file. Coupa sends it raw, whatever `Accept` says (F-432). Throws as `errorOfResponse`. */
export async function download(
  request: Pick<CallRequest, 'path' | 'search' | 'priority' | 'signal'>,
  context: RequestContext,
  { caller, format }: WriteTools,
): Promise<Download> {
  const response = await caller.callStreamed({ method: 'GET', format, ...request })
  if (response.status !== 200) throw errorOfResponse(await wholeOf(response), context)
  const { headers, stream } = response
  const contentType = headers['content-type'] ?? 'application/octet-stream'
  const disposition = headers['content-disposition']
  if (isWebPage(mediaTypeOf(headers)) && disposition === undefined) throw webPage(await wholeOf(response), context)
  const sizeBytes = /^\d+$/.test(headers['content-length'] ?? '') ? Number(headers['content-length']) : undefined
  return { content: stream, contentType, sizeBytes, fileName: fileNameOf(disposition) }
}

/** A login page comes without a file name; an attachment that is a web page has one. */
function isWebPage(mediaType: string | undefined): boolean {
  return bodyKindOf(Buffer.from('?'), mediaType) === 'html'
}

function webPage(response: Awaited<ReturnType<typeof wholeOf>>, { path }: RequestContext): Error {
  const { status, headers, bytes } = response
  return badBody('html', 'it is a web page, not a file', bytes, {
    method: 'GET',
    path,
    status,
    mediaType: mediaTypeOf(headers),
  })
}

const maxErrorBytes = 64 * 1024

/** For errors only, so without the call's secrets. */
async function wholeOf({ status, headers, stream, strike, correlationId }: StreamedCallResponse) {
  const pieces: Uint8Array[] = []
  let size = 0
  for await (const piece of stream) {
    pieces.push(piece)
    size += piece.length
    if (size > maxErrorBytes) break
  }
  return withoutSecrets({ status, headers, bytes: Buffer.concat(pieces), strike, correlationId })
}

/** RFC 6266: `filename*` wins over `filename`. A path in it must not lead out of the folder it is saved to. */
export function fileNameOf(disposition: string | undefined): string | undefined {
  if (disposition === undefined) return undefined
  const extended = /;\s*filename\*\s*=\s*utf-8'[^']*'([^;\s]+)/i.exec(disposition)?.[1]
  const quoted = /;\s*filename\s*=\s*"((?:[^"\\]|\\.)*)"/i.exec(disposition)?.[1]?.replace(/\\(.)/g, '$1')
  const bare = /;\s*filename\s*=\s*([^";\s]+)/i.exec(disposition)?.[1]
  const name = (decoded(extended) ?? quoted ?? bare)?.split(/[\\/]/).at(-1)
  return name === undefined || /^\.{0,2}$/.test(name) ? undefined : name
}

function decoded(text: string | undefined): string | undefined {
  try {
    return text === undefined ? undefined : decodeURIComponent(text)
  } catch {
    return undefined
  }
}
