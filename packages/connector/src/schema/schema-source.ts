import type { RequestAnswer, RequestData, RequestOptions, RequestParameters } from '../requests/send-request.ts'

/** What a schema is read through: a `Connection` is one. */
export interface SchemaSource {
  readonly settings: { readonly url: string; readonly authenticationType: 'oauth2' | 'api-key' }
  request(route: string, parameters?: RequestParameters, options?: RequestOptions): Promise<RequestAnswer<RequestData>>
}

/** How requests for a schema are sent. */
export interface SchemaCall {
  readonly source: SchemaSource
  readonly signal: AbortSignal | undefined
}

/** Requests for a schema leave room for others, and their answers are compared as JSON. */
export function callOptions({ signal }: SchemaCall): RequestOptions {
  return { format: 'json', priority: 'bulk', signal }
}
