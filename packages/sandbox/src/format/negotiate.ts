/** The two encodings of the API (F-080). */
export type WireFormat = 'json' | 'xml'

/** Chooses the format of an answer: JSON if any Accept value names it, else XML (F-083). */
export function responseFormat(accept: string | undefined): WireFormat {
  return /json/i.test(accept ?? '') ? 'json' : 'xml'
}

/** Chooses how to read a body: by Content-Type, else by Accept, else by its first character (F-083). */
export function bodyFormat(contentType: string | undefined, accept: string | undefined, body: string): WireFormat {
  const first = body.trimStart().charAt(0)
  for (const header of [contentType, accept]) {
    const named = namedFormat(header)
    if (named) return named
  }
  return first === '<' ? 'xml' : 'json'
}

/** Content-Type of answers in a format. */
export function contentTypeOf(format: WireFormat): string {
  return format === 'json' ? 'application/json; charset=utf-8' : 'application/xml; charset=utf-8'
}

function namedFormat(header: string | undefined): WireFormat | undefined {
  const isJson = /json/i.test(header ?? '')
  const isXml = /xml/i.test(header ?? '')
  if (isJson === isXml) return undefined
  return isJson ? 'json' : 'xml'
}
