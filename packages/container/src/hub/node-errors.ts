import { ProblemError } from '@coupa-connector/protocol'

/** The hub does not know the node any more: it was removed, or its credential was revoked. */
export class NodeRefusedError extends Error {
  readonly suggestion: string

  constructor(
    { hubUrl, container, node }: { hubUrl: string; container: string; node: string },
    options?: ErrorOptions,
  ) {
    super(`The hub at ${hubUrl} does not accept the node ${node} of the container ${container} any more`, options)
    this.name = 'NodeRefusedError'
    this.suggestion =
      'Its credential was revoked, or the node or the container was removed. Enrol it with a new installer token.'
  }
}

/** What is said of a failure in the log. */
export function messageOf(error: unknown): string {
  if (error instanceof ProblemError) return `${error.code}: ${error.message}`
  return error instanceof Error ? error.message : String(error)
}
